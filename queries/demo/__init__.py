"""The simulator: deliveries of people who do not exist, for the demo and for tests that need a whole country.

What is planted, and where it is told:

| what | told in |
|---|---|
| levels per year, season, partners, how people are reached | ``levels``, ``approach`` |
| errors in records, and their shares | ``dirt`` |
| files that are nothing at all (on request) | ``broken`` |
| who delivers late, wrong, twice, by month or not at all | ``roles``, ``schedule`` |
| two software houses, their versions and habits | ``suppliers`` |
| interventions, and the traps that look like one | ``interventions`` |
| tables of the aanvulling, by gemeente | ``practice``, ``own_files``, ``referrals`` |
| ontruimingen and the rent signaal before them | ``evictions``, ``evictions_file`` |
| borders: the codes of 2019-2024, Haaren by its villages | ``places`` |
| pages of at most 25.000 records | ``pages`` |
| the truth, as files in ``waarheid/`` | ``truth`` |
"""
