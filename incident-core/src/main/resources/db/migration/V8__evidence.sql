-- Whether an alert is a cause follows from the root cause as it is now, and from whether the alert is evidence of one at all.
alter table incident_alert add column evidence boolean not null default false;
update incident_alert set evidence = outcome in ('FAILED', 'WARNED')
    or outcome = 'ERRORED' and check_kind in ('BUILD', 'ARRIVAL');
alter table incident_alert alter column evidence drop default;
alter table incident_alert drop column role;
