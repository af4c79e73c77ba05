-- The orders in which features are looked at: strongest or most frequent first, rarest first. Others sort what the filters leave.
create index features_by_max_activation on features (sae_id, max_activation desc nulls last, feature_index);
create index features_by_frequency on features (sae_id, activation_frequency desc nulls last, feature_index);
create index features_by_rareness on features (sae_id, activation_frequency, feature_index);
