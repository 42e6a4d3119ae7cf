-- The counting of metrics.indicators in DuckDB's SQL: ten indicators, the standard variant, by month and gemeente,
-- whole and by age. Variables: map (the working set), today.

CREATE TEMP TABLE signaal AS
SELECT id, gm_code, huishouden, persoon, persoon_uit, geboortejaar, laatste_maand,
       coalesce(signaaldatum, ontstaansdatum) AS dag
FROM read_parquet(getvariable('map') || '/signaal/*.parquet');

CREATE TEMP TABLE poging AS
SELECT zaak, soort::VARCHAR AS soort, bereikt, datum
FROM read_parquet(getvariable('map') || '/contactpoging/*.parquet')
WHERE soort::VARCHAR IS DISTINCT FROM 'Administratief';

CREATE TEMP TABLE zaak_signaal AS
SELECT zaak, signaal FROM read_parquet(getvariable('map') || '/zaak_signaal/*.parquet');

CREATE TEMP TABLE zaak AS
WITH van_signalen AS (
    SELECT zs.zaak, min(s.dag) AS eerste_signaal, min(s.persoon) AS persoon, max(s.geboortejaar) AS geboortejaar
    FROM zaak_signaal zs LEFT JOIN signaal s ON zs.signaal = s.id
    GROUP BY zs.zaak
),
gedateerd AS (
    SELECT z.id AS zaak, z.gm_code, z.huishouden, z.matchingsdatum, z.opgepakt_op, z.resultaat::VARCHAR AS resultaat,
           z.laatste_maand, v.eerste_signaal, v.geboortejaar,
           coalesce(z.matchingsdatum, v.eerste_signaal) AS gebeurtenis,
           coalesce(z.huishouden, v.persoon, z.id) AS sleutel
    FROM read_parquet(getvariable('map') || '/zaak/*.parquet') z LEFT JOIN van_signalen v ON z.id = v.zaak
)
SELECT *, coalesce(eerste_signaal, gebeurtenis) AS eerste_dag,
       coalesce(least(eerste_signaal, gebeurtenis), gebeurtenis) AS contact_van, gebeurtenis + 90 AS contact_tot
FROM gedateerd;

CREATE TEMP TABLE contact AS
WITH beoordeeld AS (
    SELECT p.zaak, p.datum, p.bereikt, p.soort IS NOT NULL AS bekend, z.contact_tot,
           p.datum BETWEEN z.contact_van AND z.contact_tot AS binnen
    FROM poging p JOIN zaak z ON p.zaak = z.zaak
)
SELECT zaak,
       bool_or(coalesce(bekend AND bereikt AND binnen, false)) AS gesproken,
       bool_or(coalesce(
           (bereikt IS NULL OR (bereikt AND (datum IS NULL OR NOT bekend))) AND (binnen OR datum IS NULL), false
       )) AS onduidelijk,
       bool_or(coalesce(bereikt AND datum > contact_tot, false)) AS te_laat,
       min(datum) AS eerste_poging
FROM beoordeeld GROUP BY zaak;

CREATE TEMP TABLE traject AS
WITH personen AS (
    SELECT traject, min(geboortejaar) AS geboortejaar
    FROM read_parquet(getvariable('map') || '/traject_persoon/*.parquet') GROUP BY traject
),
gewacht AS (
    SELECT t.*, p.geboortejaar, coalesce(uitstroom, einddatum) AS einde,
           CASE WHEN intake_van <= getvariable('today') THEN intake_van END AS gesprek
    FROM read_parquet(getvariable('map') || '/traject/*.parquet') t LEFT JOIN personen p ON t.id = p.traject
),
dagen AS (
    SELECT *, coalesce(gesprek, least(getvariable('today'), coalesce(bekend_tot, getvariable('today')),
                                      coalesce(einde, getvariable('today'))))
              - coalesce(aanmelding, startdatum) AS gewacht
    FROM gewacht
)
SELECT id AS traject, gm_code, start, einde, geboortejaar, laatste_maand, coalesce(aanmelding, start) AS gebeurtenis,
       least(gewacht, 180)::INTEGER AS wachtdagen,
       CASE WHEN gewacht >= 0 THEN gesprek IS NOT NULL AND gewacht <= 180 END AS gesproken,
       coalesce(regeling_toegekend, least(coalesce(regeling_afgewezen, regeling_ingetrokken),
                                          coalesce(regeling_ingetrokken, regeling_afgewezen))) AS regeling_op,
       CASE WHEN regeling_toegekend IS NULL OR regeling_afgewezen IS NULL
            THEN regeling_toegekend IS NOT NULL END AS toegekend
FROM dagen;

CREATE TEMP TABLE client AS
SELECT t.gm_code, p.huishouden, p.persoon, p.persoon_uit, t.start, coalesce(t.einde, DATE '9999-12-31') AS einde
FROM read_parquet(getvariable('map') || '/traject_persoon/*.parquet') p JOIN traject t ON p.traject = t.traject;

CREATE TEMP TABLE vol AS
SELECT DISTINCT gm_code, huishouden
FROM (
    SELECT gm_code, huishouden, persoon, year(coalesce(dag, laatste_maand)) AS jaar FROM signaal
    UNION ALL SELECT gm_code, huishouden, persoon, year(start) FROM client
)
WHERE gm_code IS NOT NULL AND huishouden IS NOT NULL AND persoon IS NOT NULL AND jaar IS NOT NULL
GROUP BY gm_code, huishouden, jaar HAVING count(DISTINCT persoon) > 8;

CREATE TEMP TABLE bekendheid AS
WITH bewoner AS (
    SELECT DISTINCT z.zaak, z.gm_code, z.eerste_dag, b.persoon,
           CASE WHEN v.huishouden IS NULL THEN coalesce(b.adres, z.huishouden) END AS huishouden
    FROM zaak z
    LEFT JOIN (
        SELECT zs.zaak, s.huishouden AS adres, CASE WHEN s.persoon_uit::VARCHAR = 'bsn' THEN s.persoon END AS persoon
        FROM zaak_signaal zs JOIN signaal s ON zs.signaal = s.id
    ) b ON z.zaak = b.zaak
    LEFT JOIN vol v ON v.gm_code = z.gm_code AND v.huishouden = coalesce(b.adres, z.huishouden)
    WHERE z.eerste_dag IS NOT NULL
),
klant AS (
    SELECT DISTINCT c.gm_code, c.start, c.einde, CASE WHEN c.persoon_uit::VARCHAR = 'bsn' THEN c.persoon END AS persoon,
           CASE WHEN v.huishouden IS NULL THEN c.huishouden END AS huishouden
    FROM client c LEFT JOIN vol v ON v.gm_code = c.gm_code AND v.huishouden = c.huishouden
),
op_persoon AS (
    SELECT b.zaak, max(c.einde) AS einde
    FROM bewoner b JOIN klant c ON b.gm_code = c.gm_code AND b.persoon = c.persoon AND c.start < b.eerste_dag
    GROUP BY b.zaak
),
op_adres AS (
    SELECT b.zaak, max(c.einde) AS einde
    FROM bewoner b JOIN klant c ON b.gm_code = c.gm_code AND b.huishouden = c.huishouden AND c.start < b.eerste_dag
    WHERE b.persoon IS NULL OR c.persoon IS NULL
    GROUP BY b.zaak
),
koppelbaar AS (
    SELECT zaak, bool_or(persoon IS NOT NULL OR huishouden IS NOT NULL) AS koppelbaar FROM bewoner GROUP BY zaak
),
gedekt AS (
    SELECT d.gm_code, d.eerste_dag, bool_or(s.stuk_van <= d.eerste_dag - INTERVAL 24 MONTH) AS gedekt_24,
           bool_or(s.stuk_van <= d.eerste_dag - INTERVAL 60 MONTH) AS gedekt_60
    FROM (SELECT DISTINCT gm_code, eerste_dag FROM zaak WHERE eerste_dag IS NOT NULL) d
    JOIN stukken s ON s.gm_code = d.gm_code AND d.eerste_dag <= s.stuk_tot
    GROUP BY d.gm_code, d.eerste_dag
)
SELECT z.zaak,
       CASE WHEN coalesce(p.einde >= z.eerste_dag - INTERVAL 24 MONTH, false)
              OR coalesce(a.einde >= z.eerste_dag - INTERVAL 12 MONTH, false) THEN false
            WHEN k.koppelbaar AND coalesce(g.gedekt_24, false) THEN true END AS onbekend_24,
       CASE WHEN coalesce(p.einde >= z.eerste_dag - INTERVAL 60 MONTH, false)
              OR coalesce(a.einde >= z.eerste_dag - INTERVAL 12 MONTH, false) THEN false
            WHEN k.koppelbaar AND coalesce(g.gedekt_60, false) THEN true END AS onbekend_60
FROM zaak z
LEFT JOIN op_persoon p ON z.zaak = p.zaak
LEFT JOIN op_adres a ON z.zaak = a.zaak
LEFT JOIN koppelbaar k ON z.zaak = k.zaak
LEFT JOIN gedekt g ON z.gm_code = g.gm_code AND z.eerste_dag = g.eerste_dag
WHERE z.eerste_dag IS NOT NULL;

CREATE TEMP TABLE beantwoord AS
WITH eerst AS (
    SELECT z.*,
           coalesce(z.resultaat NOT IN ('Niet opgepakt: onterecht signaal', 'Inwoner is overleden',
               'Persoon is geen inwoner (meer) in de gemeente'), true) AS telt,
           coalesce(z.resultaat IN ('Inwoner al bekend bij schuldhulpverlening',
               'Inwoner heeft al een ander lopend traject'), false) AS al_bekend,
           CASE WHEN z.gebeurtenis IS NULL THEN NULL
                WHEN coalesce(c.gesproken, false) THEN true
                WHEN NOT (coalesce(c.onduidelijk, false) OR (NOT coalesce(c.te_laat, false) AND coalesce(z.resultaat IN (
                    'Geen reactie na eerder contact',
                    'Inwoner regelt het zelf/hoeft geen hulp vanuit vroegsignalering',
                    '(Budget)advies en/of quick fix', 'Vervolghulp en/of verwijzing financieel',
                    'Vervolghulp en/of verwijzing niet financieel'), false))) THEN false END AS bereikt,
           b.onbekend_24, b.onbekend_60
    FROM zaak z LEFT JOIN contact c ON z.zaak = c.zaak LEFT JOIN bekendheid b ON z.zaak = b.zaak
)
SELECT * REPLACE (CASE WHEN al_bekend THEN false ELSE onbekend_24 END AS onbekend_24,
                  CASE WHEN al_bekend THEN false ELSE onbekend_60 END AS onbekend_60)
FROM eerst;

CREATE TEMP TABLE kandidaat AS
SELECT zaak, gm_code, sleutel, gebeurtenis AS dag, (gebeurtenis + INTERVAL 12 MONTH)::DATE AS vrij_vanaf,
       row_number() OVER (
           PARTITION BY gm_code, sleutel
           ORDER BY gebeurtenis, (bereikt OR al_bekend) IS NULL, coalesce(onbekend_24::INTEGER, 2),
                    coalesce(onbekend_60::INTEGER, 2), zaak
       ) AS plek
FROM beantwoord
WHERE coalesce(bereikt OR al_bekend, true) AND gebeurtenis + 90 <= getvariable('today');

CREATE TEMP TABLE volgende AS
SELECT k.gm_code, k.sleutel, k.plek, v.plek AS volgende
FROM kandidaat k
ASOF JOIN (SELECT gm_code, sleutel, dag, min(plek) AS plek FROM kandidaat GROUP BY ALL) v
  ON k.gm_code = v.gm_code AND k.sleutel = v.sleutel AND k.vrij_vanaf <= v.dag;

CREATE TEMP TABLE eerste_in_jaar AS
WITH RECURSIVE stap AS (
    SELECT gm_code, sleutel, plek FROM kandidaat WHERE plek = 1
    UNION ALL
    SELECT v.gm_code, v.sleutel, v.volgende FROM stap s JOIN volgende v USING (gm_code, sleutel, plek)
)
SELECT k.zaak FROM kandidaat k JOIN stap s USING (gm_code, sleutel, plek);

CREATE TEMP TABLE opvolging AS
WITH opgepakt AS (
    SELECT z.zaak, coalesce(z.opgepakt_op, c.eerste_poging) AS dag,
           (z.opgepakt_op IS NOT NULL OR c.zaak IS NOT NULL OR z.resultaat IS NOT NULL)
           AND coalesce(z.resultaat NOT IN ('Niet opgepakt: onterecht signaal', 'Inwoner is overleden',
               'Persoon is geen inwoner (meer) in de gemeente', 'Niet opgepakt: herhaalde melding',
               'Niet opgepakt: andere reden'), true) AS opgepakt
    FROM zaak z LEFT JOIN (SELECT zaak, min(datum) AS eerste_poging FROM poging GROUP BY zaak) c ON z.zaak = c.zaak
),
gevonden AS (
    SELECT s.id AS signaal, bool_or(coalesce(o.opgepakt AND o.dag <= s.dag + 90, false)) AS op_tijd,
           bool_or(o.opgepakt AND o.dag IS NULL) AS zonder_dag
    FROM zaak_signaal zs JOIN opgepakt o ON zs.zaak = o.zaak JOIN signaal s ON zs.signaal = s.id
    GROUP BY s.id
)
SELECT s.id AS signaal, s.gm_code, s.laatste_maand, s.geboortejaar, s.dag,
       CASE WHEN r.reeks_tot > s.dag + 90 AND (coalesce(g.op_tijd, false) OR NOT coalesce(g.zonder_dag, false))
            THEN coalesce(g.op_tijd, false) END AS opgevolgd
FROM signaal s
LEFT JOIN gevonden g ON s.id = g.signaal
LEFT JOIN reeksen r ON s.gm_code = r.gm_code AND date_trunc('month', s.dag)::DATE = r.maand;

-- One row per case and indicator: its month, its age, the day of the event, whether it counts and hits.
CREATE TEMP TABLE gevallen AS
SELECT 'VS01' AS indicator, 'signaal' AS tabel, gm_code, dag AS datum, dag AS leeftijdsdag, laatste_maand, geboortejaar,
       0 AS venster, true AS telt, true AS raak
FROM signaal
UNION ALL
SELECT 'VS03', 'signaal', gm_code, dag, dag, laatste_maand, geboortejaar, 90, true, opgevolgd FROM opvolging
UNION ALL
SELECT 'VS07', 'zaak', gm_code, gebeurtenis, gebeurtenis, laatste_maand, geboortejaar, 90, telt, bereikt FROM beantwoord
UNION ALL
SELECT 'VS10', 'zaak', gm_code, gebeurtenis, gebeurtenis, laatste_maand, geboortejaar, 90, bereikt,
       resultaat IN ('(Budget)advies en/of quick fix', 'Vervolghulp en/of verwijzing financieel',
                     'Vervolghulp en/of verwijzing niet financieel') FROM beantwoord
UNION ALL
SELECT 'DV01', 'zaak', gm_code, gebeurtenis, gebeurtenis, laatste_maand, geboortejaar, 90, bereikt,
       resultaat IN ('Vervolghulp en/of verwijzing financieel', 'Vervolghulp en/of verwijzing niet financieel')
FROM beantwoord
UNION ALL
SELECT 'VS12a', 'zaak', b.gm_code, gebeurtenis, gebeurtenis, laatste_maand, geboortejaar, 90,
       (e.zaak IS NOT NULL OR gebeurtenis IS NULL) AND (bereikt OR al_bekend), onbekend_24
FROM beantwoord b LEFT JOIN eerste_in_jaar e ON b.zaak = e.zaak
UNION ALL
SELECT 'SH01', 'traject', gm_code, gebeurtenis, gebeurtenis, laatste_maand, geboortejaar, 0, true, true FROM traject
UNION ALL
SELECT 'SH03', 'traject', gm_code, gebeurtenis, gebeurtenis, laatste_maand, geboortejaar, 0, true, gesproken FROM traject
UNION ALL
SELECT 'SH05', 'traject', gm_code, regeling_op, gebeurtenis, laatste_maand, geboortejaar, 0, regeling_op IS NOT NULL,
       toegekend FROM traject
UNION ALL
SELECT 'ON01', 'ontruiming', gm_code, uitgevoerd_op, NULL, laatste_maand, NULL, 0, geraakt, geraakt
FROM (
    SELECT *, CASE WHEN uitkomst::VARCHAR = 'uitgevoerd' THEN true
                   WHEN uitkomst IS NULL AND uitgevoerd_op IS NOT NULL THEN true
                   WHEN uitkomst IS NOT NULL AND uitgevoerd_op IS NULL THEN false END
              AND reden::VARCHAR = 'huurschuld' AND verhuurder::VARCHAR = 'corporatie' AS geraakt
    FROM read_parquet(getvariable('map') || '/ontruiming/*.parquet')
);

CREATE TEMP TABLE geteld AS
WITH beoordeeld AS (
    SELECT indicator, tabel, gm_code, coalesce(date_trunc('month', datum)::DATE, laatste_maand) AS maand,
           year(leeftijdsdag) - geboortejaar AS leeftijd, telt, raak, datum,
           coalesce(datum <= getvariable('today') - venster, true) AS gesloten
    FROM gevallen
),
zeker AS (
    SELECT indicator, tabel, gm_code, maand, raak, gesloten AND coalesce(telt, true) AS misschien,
           coalesce(gesloten AND datum IS NOT NULL AND telt AND raak IS NOT NULL, false) AS zeker,
           CASE WHEN leeftijd < 0 OR leeftijd > 120 THEN 'onbekend' WHEN leeftijd < 27 THEN '<27'
                WHEN leeftijd < 45 THEN '27-44' WHEN leeftijd < 67 THEN '45-66' WHEN leeftijd >= 67 THEN '67+'
                ELSE 'onbekend' END AS cel
    FROM beoordeeld
)
SELECT indicator, tabel, gm_code, maand, cel, count(*) FILTER (zeker AND raak) AS teller,
       count(*) FILTER (zeker) AS noemer, count(*) FILTER (misschien AND NOT zeker) AS onbekend
FROM zeker GROUP BY ALL;

CREATE TEMP TABLE telling AS
WITH geheel AS (
    SELECT indicator, tabel, gm_code, maand, sum(teller) AS teller, sum(noemer) AS noemer, sum(onbekend) AS onbekend
    FROM geteld GROUP BY ALL
),
mogelijk AS (SELECT DISTINCT indicator, tabel FROM gevallen),
rijen AS (
    SELECT i.indicator, m.gm_code, m.maand, '' AS uitsplitsing, '' AS cel, coalesce(g.teller, 0) AS teller,
           CASE i.indicator WHEN 'VS01' THEN coalesce(m.inwoners, 0) WHEN 'SH01' THEN coalesce(m.inwoners, 0)
                            WHEN 'ON01' THEN coalesce(m.corporatiewoningen, 0) ELSE coalesce(g.noemer, 0) END AS noemer,
           coalesce(g.onbekend, 0) AS onbekend
    FROM maanden m JOIN mogelijk i ON i.tabel = m.tabel
    LEFT JOIN geheel g ON g.indicator = i.indicator AND g.gm_code = m.gm_code AND g.maand = m.maand
    UNION ALL
    SELECT g.indicator, g.gm_code, g.maand, 'leeftijdsklasse', g.cel, g.teller, g.noemer, g.onbekend
    FROM geteld g JOIN maanden m ON m.tabel = g.tabel AND m.gm_code = g.gm_code AND m.maand = g.maand
    WHERE g.indicator NOT IN ('VS01', 'SH01', 'ON01')
)
SELECT indicator, gm_code AS gebied, maand, uitsplitsing, cel, teller::BIGINT AS teller, noemer::BIGINT AS noemer,
       onbekend::BIGINT AS onbekend
FROM rijen WHERE teller > 0 OR noemer > 0 OR onbekend > 0;

CREATE TEMP TABLE verdeling AS
WITH gewacht AS (
    SELECT t.gm_code, date_trunc('month', t.gebeurtenis)::DATE AS maand, t.wachtdagen AS waarde,
           NOT t.gesproken AS gecensureerd, year(t.gebeurtenis) - t.geboortejaar AS leeftijd
    FROM traject t
    WHERE t.gebeurtenis <= getvariable('today') AND t.gesproken IS NOT NULL
),
per_leeftijd AS (
    SELECT g.gm_code, g.maand, g.waarde, g.gecensureerd,
           CASE WHEN leeftijd < 0 OR leeftijd > 120 THEN 'onbekend' WHEN leeftijd < 27 THEN '<27'
                WHEN leeftijd < 45 THEN '27-44' WHEN leeftijd < 67 THEN '45-66' WHEN leeftijd >= 67 THEN '67+'
                ELSE 'onbekend' END AS cel, count(*) AS aantal
    FROM gewacht g JOIN maanden m ON m.tabel = 'traject' AND m.gm_code = g.gm_code AND m.maand = g.maand
    GROUP BY ALL
)
SELECT gm_code AS gebied, maand, '' AS uitsplitsing, '' AS cel, waarde, gecensureerd, sum(aantal)::BIGINT AS aantal
FROM per_leeftijd GROUP BY ALL
UNION ALL
SELECT gm_code, maand, 'leeftijdsklasse', cel, waarde, gecensureerd, aantal FROM per_leeftijd;
