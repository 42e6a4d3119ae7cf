"""What is asked of a report and cannot be had."""


class ReportError(Exception):
    """A report that cannot be made as it was asked for; the message says why and what to do."""


class PeriodError(ReportError):
    """A period that is no period, or that there are no figures of yet."""


class SelectionError(ReportError):
    """A gemeente, indicator or topic that nobody knows."""
