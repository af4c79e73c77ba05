package dev.npexport.api.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.npexport.api.export.EstimateView.Pace;
import dev.npexport.api.feature.table.FeatureFilter;
import dev.npexport.api.feature.table.FeatureTables;
import dev.npexport.api.sae.SaeRegistry;
import dev.npexport.engine.InputFacts;
import dev.npexport.engine.dashboard.ExportOptions;
import dev.npexport.engine.dashboard.ExportOptions.FeatureSelection;
import dev.npexport.engine.dashboard.ExportOptionsParser;
import dev.npexport.model.sae.RegisteredSae;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;

/** Says what an export would be before it is started. */
@ApplicationScoped
class Estimates {

  private static final String LAST =
      """
      select j.sae_id, cast(j.config as text), j.feature_count,
        cast(extract(epoch from j.completed_at - j.started_at) as double precision)
      from neuronpedia_export_jobs j
      where j.kind = 'export' and j.status = 'completed' and j.feature_count > 0
        and j.started_at is not null
      order by j.sae_id = :sae desc, j.completed_at desc limit 1
      """;

  /** A measured time and the assumed one of the same export. */
  private record Measured(UUID sae, double seconds, double assumed) {}

  private final Session session;
  private final SaeRegistry saes;
  private final FeatureTables tables;
  private final ObjectMapper json;

  @Inject
  Estimates(Session session, SaeRegistry saes, FeatureTables tables, ObjectMapper json) {
    this.session = session;
    this.saes = saes;
    this.tables = tables;
    this.json = json;
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
            ? selected(sae, options)
            : ExportChecks.mostFeatures(options, facts);
    double assumed = ExportTime.assumedSeconds(options, facts, features);
    Optional<Measured> last = last(sae.id);
    return new EstimateView(
        features,
        counted || !byActivation,
        ArchiveSize.bytes(options, facts, features),
        last.map(then -> assumed * then.seconds / then.assumed).orElse(assumed),
        last.map(then -> then.sae.equals(sae.id) ? Pace.THIS_SAE : Pace.ANOTHER_SAE)
            .orElse(Pace.ASSUMED));
  }

  private static boolean isByActivation(ExportOptions options) {
    return options.featureSelection() == FeatureSelection.EXTRACTED
        || options.minActivationFrequency().isPresent()
        || options.maxActivationFrequency().isPresent();
  }

  private int selected(RegisteredSae sae, ExportOptions options) {
    return tables
        .of(sae)
        .count(
            new FeatureFilter(
                Optional.empty(),
                Optional.empty(),
                Optional.of(options.minActivationFrequency().orElse(0.0)),
                Optional.of(options.maxActivationFrequency().orElse(1.0)),
                options.featureSelection() == FeatureSelection.ALL
                    ? Optional.empty()
                    : Optional.of(true)));
  }

  /** The last export of this SAE, or else of any. */
  private Optional<Measured> last(UUID sae) {
    return session
        .createNativeQuery(LAST, Tuple.class)
        .setParameter("sae", sae)
        .uniqueResultOptional()
        .map(this::measured);
  }

  private Measured measured(Tuple row) {
    RegisteredSae sae = session.find(RegisteredSae.class, row.get(0, UUID.class));
    try {
      ExportOptions options = ExportOptionsParser.parse(json.readTree(row.get(1, String.class)));
      return new Measured(
          sae.id,
          row.get(3, Double.class),
          ExportTime.assumedSeconds(options, saes.facts(sae), row.get(2, Integer.class)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("unreadable config of an export of SAE " + sae.id, e);
    }
  }
}
