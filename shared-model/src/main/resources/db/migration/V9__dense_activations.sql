-- The activations of the model itself at the SAE's hook, for SAEDashboard's correlated neurons; null without.
alter table saes add column dense_activations_path text;
