package dev.npexport.api.export;

import com.fasterxml.jackson.databind.JsonNode;
import dev.npexport.api.sae.SaeRegistry;
import dev.npexport.engine.InputFacts;
import dev.npexport.engine.dashboard.ExportOptions;
import dev.npexport.engine.dashboard.ExportOptions.FeatureSelection;
import dev.npexport.model.sae.RegisteredSae;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;

/** Says what an export would be before it is started. */
@ApplicationScoped
class Estimates {

  private static final String SELECTED =
      """
      select count(*) from features
      where sae_id = :sae and activation_frequency between :least and :most
        and (:dead or activation_count > 0)
      """;

  private static final String SECONDS_PER_FEATURE =
      """
      select cast(extract(epoch from completed_at - started_at) / feature_count as double precision)
      from neuronpedia_export_jobs
      where sae_id = :sae and kind = 'export' and status = 'completed' and feature_count > 0 and started_at is not null
      order by completed_at desc limit 1
      """;

  private final Session session;
  private final SaeRegistry saes;

  @Inject
  Estimates(Session session, SaeRegistry saes) {
    this.session = session;
    this.saes = saes;
  }

  @Transactional
  EstimateView of(String saeId, JsonNode config) {
    RegisteredSae sae = saes.get(saeId);
    InputFacts facts = saes.facts(sae);
    ExportOptions options = ExportChecks.options(config, facts);
    boolean counted = sae.featuresAt != null;
    boolean byActivation = isByActivation(options);
    int features =
        byActivation && counted
            ? selected(sae.id, options)
            : ExportChecks.mostFeatures(options, facts);
    return new EstimateView(
        features,
        counted || !byActivation,
        ArchiveSize.bytes(options, facts, features),
        secondsPerFeature(sae.id).map(seconds -> seconds * features));
  }

  private static boolean isByActivation(ExportOptions options) {
    return options.featureSelection() == FeatureSelection.EXTRACTED
        || options.minActivationFrequency().isPresent()
        || options.maxActivationFrequency().isPresent();
  }

  private int selected(UUID sae, ExportOptions options) {
    return session
        .createNativeQuery(SELECTED, Long.class)
        .setParameter("sae", sae)
        .setParameter("least", options.minActivationFrequency().orElse(0.0))
        .setParameter("most", options.maxActivationFrequency().orElse(1.0))
        .setParameter("dead", options.featureSelection() == FeatureSelection.ALL)
        .getSingleResult()
        .intValue();
  }

  private Optional<Double> secondsPerFeature(UUID sae) {
    return session
        .createNativeQuery(SECONDS_PER_FEATURE, Double.class)
        .setParameter("sae", sae)
        .uniqueResultOptional();
  }
}
