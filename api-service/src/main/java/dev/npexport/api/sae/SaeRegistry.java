package dev.npexport.api.sae;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.npexport.api.label.LabelTable;
import dev.npexport.api.paging.Page;
import dev.npexport.api.problem.ApiException;
import dev.npexport.api.problem.ErrorCode;
import dev.npexport.engine.InputFacts;
import dev.npexport.model.job.ExportJob;
import dev.npexport.model.sae.RegisteredSae;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;

/** The registered SAEs. */
@ApplicationScoped
public class SaeRegistry {

  private static final String INSERT =
      """
      insert into saes (id, name, sae_path, model_path, activations_path, labels_path, format,
        architecture, d_in, d_model, d_sae, model_name, hook_name, facts, created_at)
      values (:id, :name, '', '', '', null, '', '', 0, 0, 0, null, null, '{}', :now)
      on conflict (id) do nothing
      """;

  private static final String ALIVE =
      """
      select count(*) from neuronpedia_export_jobs
      where sae_id = :sae and status in ('pending', 'computing', 'packaging')
      """;

  private final Session session;
  private final ObjectMapper json;
  private final Clock clock;
  private final LabelTable labels;

  @Inject
  SaeRegistry(Session session, ObjectMapper json, Clock clock, LabelTable labels) {
    this.session = session;
    this.labels = labels;
    this.json = json;
    this.clock = clock;
  }

  /**
   * @param created false if the same inputs were registered before
   */
  record Registration(RegisteredSae sae, boolean created) {}

  /**
   * Registers inputs, or finds them registered; then their present paths, labels and, if the
   * request gives one, name replace the earlier ones.
   */
  @Transactional
  Registration register(RegisterRequest request, SaeInputs.Found found) {
    InputFacts facts = found.facts();
    UUID id = UUID.fromString(facts.saeId());
    String defaultName =
        Path.of(request.saePath().orElseThrow()).normalize().getFileName().toString();
    boolean inserted =
        session
                .createNativeMutationQuery(INSERT)
                .setParameter("id", id)
                .setParameter("name", request.name().orElse(defaultName))
                .setParameter("now", clock.instant().truncatedTo(ChronoUnit.MICROS))
                .executeUpdate()
            == 1;
    RegisteredSae sae = session.find(RegisteredSae.class, id, LockModeType.PESSIMISTIC_WRITE);
    boolean created = inserted || sae.forgottenAt != null;
    String labelsPath = request.labelsPath().orElse(null);
    if (!created && !java.util.Objects.equals(labelsPath, sae.labelsPath)) {
      refuseWhileExporting(id, "its labels cannot change now");
    }
    request.name().ifPresent(name -> sae.name = name);
    sae.forgottenAt = null;
    sae.featuresAt = null; // the next planning fills the features in, with the labels of now
    sae.saePath = request.saePath().orElseThrow();
    sae.modelPath = request.modelPath().orElseThrow();
    sae.activationsPath = request.activationsPath().orElseThrow();
    sae.labelsPath = labelsPath;
    sae.denseActivationsPath = request.denseActivationsPath().orElse(null);
    describe(sae, facts);
    session.flush();
    labels.fill(id, facts.dSae(), found.labels());
    return new Registration(sae, created);
  }

  @Transactional
  Page<RegisteredSae> list(int page, int size) {
    List<RegisteredSae> rows =
        RegisteredSae.<RegisteredSae>find("forgottenAt is null order by createdAt desc, id")
            .page(page, size)
            .list();
    return new Page<>(rows, page, size, RegisteredSae.count("forgottenAt is null"));
  }

  /** The SAE with this id, unless it was forgotten. */
  @Transactional
  public RegisteredSae get(String id) {
    return parse(id)
        .map(uuid -> session.find(RegisteredSae.class, uuid))
        .filter(sae -> sae.forgottenAt == null)
        .orElseThrow(() -> new ApiException(ErrorCode.SAE_NOT_FOUND, "no SAE has the id " + id));
  }

  /** The SAE of a job, which may have been forgotten since. */
  @Transactional
  public RegisteredSae of(ExportJob job) {
    return session.find(RegisteredSae.class, job.saeId);
  }

  /**
   * As {@link #get}; nobody else changes it or fills in its features until the transaction ends.
   */
  @Transactional(TxType.MANDATORY)
  public RegisteredSae locked(String id) {
    RegisteredSae sae = get(id);
    session.lock(sae, LockModeType.PESSIMISTIC_WRITE);
    return sae;
  }

  /** What was found at registration. */
  public InputFacts facts(RegisteredSae sae) {
    return SaeView.facts(sae, json);
  }

  /** Hides an SAE and drops its features; the history and archives of its exports stay. */
  @Transactional
  void forget(String id) {
    RegisteredSae sae = locked(id);
    refuseWhileExporting(sae.id, "cancel them or wait before forgetting it");
    for (String table : List.of("features", "feature_dashboard_data")) {
      session
          .createNativeMutationQuery("delete from " + table + " where sae_id = :sae")
          .setParameter("sae", sae.id)
          .executeUpdate();
    }
    sae.featuresAt = null;
    sae.forgottenAt = clock.instant();
  }

  private void refuseWhileExporting(UUID id, String advice) {
    long alive =
        session.createNativeQuery(ALIVE, Long.class).setParameter("sae", id).getSingleResult();
    if (alive > 0) {
      throw new ApiException(
          ErrorCode.SAE_IN_USE,
          "%d export%s of this SAE running: %s"
              .formatted(alive, alive == 1 ? " is" : "s are", advice));
    }
  }

  private void describe(RegisteredSae sae, InputFacts facts) {
    sae.format = facts.format();
    sae.architecture = facts.architecture();
    sae.dIn = facts.dIn();
    sae.dModel = facts.dModel();
    sae.dSae = facts.dSae();
    sae.modelName = facts.modelName().orElse(null);
    sae.hookName = facts.hookName().orElse(null);
    try {
      sae.facts = json.writeValueAsString(facts);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("facts that cannot be written as JSON", e);
    }
  }

  private static Optional<UUID> parse(String id) {
    try {
      return Optional.of(UUID.fromString(id));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
