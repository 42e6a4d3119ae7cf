"""The words that come back on every page, each in one or two plain sentences."""

GLOSSARY = {
    "95%-interval (waarschijnlijk tussen)": (
        "Bij kleine aantallen speelt toeval mee. De echte waarde ligt bijna altijd tussen deze twee getallen: "
        "gemiddeld 19 van de 20 keer. Hoe meer gevallen, hoe dichter ze bij elkaar liggen."
    ),
    "Benchmark (vergelijk met)": (
        "Waar we een gemeente naast leggen: heel Nederland, de provincie, gemeenten van dezelfde grootte, of de "
        "gemeenten die er het meest op lijken. De eigen gemeente telt in die vergelijking zelf niet mee."
    ),
    "Beter, slechter, hoger, lager": (
        "Dit zeggen we alleen als het verschil bijna zeker geen toeval is. Anders staat er: vergelijkbaar. Het zegt "
        "niet waardoor het verschil komt."
    ),
    "Definitief": "Alle uitkomsten van deze periode zijn bekend. Het cijfer verandert alleen als een levering dat "
    "doet.",
    "Voorlopig": (
        "Nog niet alle uitkomsten zijn bekend, want die hebben tijd nodig. Het cijfer kan nog veranderen. We "
        "vergelijken er niet mee."
    ),
    "Teller": "Het aantal gevallen waarbij het gebeurde, bijvoorbeeld: er was contact met de inwoner.",
    "Noemer": "Het aantal gevallen waarbij het kon gebeuren. Een percentage is de teller gedeeld door de noemer.",
    "Onbekend": (
        "Het staat niet in de registratie. Dat telt niet als nee. Is van meer dan 1 op de 5 gevallen de uitkomst "
        "onbekend, dan geven we geen cijfer maar alleen de grenzen."
    ),
    "Grenzen": "Hoe laag of hoog het cijfer zou zijn als alles wat onbekend is nee, of juist ja zou zijn.",
    "Afgerond op 5": (
        "Van anderen ziet u nooit precieze aantallen. Elk aantal is naar boven of beneden afgerond op een veelvoud "
        "van 5, zodat niemand te herkennen is."
    ),
    "Publicatie": (
        "De cijfers van alle gemeenten samen, op één dag vastgelegd. Een publicatie heeft een nummer en verandert "
        "nooit."
    ),
    "Tegenmaat (kijk ook naar)": (
        "Het cijfer dat verandert als een ander cijfer beter lijkt doordat moeilijke gevallen zijn weggelaten. Daarom "
        "staan die twee naast elkaar."
    ),
    "Mediaan": "Het midden: de helft zit eronder, de helft erboven. Een paar uitschieters veranderen hem niet.",
    "Doel: gerealiseerd en structureel": (
        "Gerealiseerd: haalde het getelde cijfer het doel? Structureel: is dat ook zo als we rekening houden met "
        "toeval?"
    ),
}
