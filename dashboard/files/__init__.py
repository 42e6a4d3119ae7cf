"""Figures as files to take along: CSV and XLSX that say what they are; no Streamlit, no clock, no reading."""
