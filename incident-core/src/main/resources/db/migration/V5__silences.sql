-- Which silence hides the outcome that a decision is about, or ended with it.
alter table decision add column policy_key text;
create index decision_of_policy on decision (policy_key, at desc) where policy_key is not null;
