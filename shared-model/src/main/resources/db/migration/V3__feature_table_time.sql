-- When the features of an SAE were last filled in from its activations and labels; null asks for it.
alter table saes add column features_at timestamptz;
