-- Few incidents were merged from others. Taken for the thousand rows that a function is thought to give, a family made each
-- document, and each incident's metrics, read the events of all incidents.
alter function incident_family(text) rows 2;
