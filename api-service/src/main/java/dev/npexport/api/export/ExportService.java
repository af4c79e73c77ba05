package dev.npexport.api.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.npexport.api.NpexportConfig;
import dev.npexport.api.problem.ApiException;
import dev.npexport.api.problem.ErrorCode;
import dev.npexport.api.sae.SaeRegistry;
import dev.npexport.model.broker.Broker;
import dev.npexport.model.broker.BrokerUnavailableException;
import dev.npexport.model.broker.JobMessages;
import dev.npexport.model.job.ExportJob;
import dev.npexport.model.job.JobEnded;
import dev.npexport.model.job.JobKind;
import dev.npexport.model.job.JobStatus;
import dev.npexport.model.job.JobStore;
import dev.npexport.model.job.NewJob;
import dev.npexport.model.message.JobEvent;
import dev.npexport.model.sae.RegisteredSae;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Starts exports and changes their course. */
@ApplicationScoped
class ExportService {

  private static final Logger LOG = Logger.getLogger(ExportService.class);
  private static final String RETRY_SECONDS = "5";

  private final SaeRegistry saes;
  private final JobStore store;
  private final ExportQueries queries;
  private final JobMessages messages;
  private final JobFiles files;
  private final Pushes pushes;
  private final Broker broker;
  private final ObjectMapper json;
  private final Event<JobEnded> ended;
  private final boolean acceptWhenBrokerDown;

  @Inject
  ExportService(
      SaeRegistry saes,
      JobStore store,
      ExportQueries queries,
      JobMessages messages,
      JobFiles files,
      Pushes pushes,
      Broker broker,
      ObjectMapper json,
      Event<JobEnded> ended,
      NpexportConfig config) {
    this.saes = saes;
    this.store = store;
    this.queries = queries;
    this.messages = messages;
    this.files = files;
    this.pushes = pushes;
    this.broker = broker;
    this.json = json;
    this.ended = ended;
    this.acceptWhenBrokerDown = config.acceptWhenBrokerDown();
  }

  /**
   * Creates a job and publishes it, or finds the one that the same request with the same key made.
   */
  JobStore.Creation start(String saeId, JsonNode sent, Optional<String> idempotencyKey) {
    RegisteredSae sae = saes.get(saeId);
    ExportChecks.options(sent, saes.facts(sae));
    JsonNode config = sent == null || sent.isNull() ? JsonNodeFactory.instance.objectNode() : sent;
    return start(JobKind.EXPORT, sae, config, idempotencyKey);
  }

  /** The same for computing dashboards ahead. */
  JobStore.Creation computeDashboards(
      String saeId, JsonNode selection, Optional<String> idempotencyKey) {
    RegisteredSae sae = saes.get(saeId);
    JsonNode config = DashboardSelection.config(selection);
    ExportChecks.options(config, saes.facts(sae));
    return start(JobKind.DASHBOARD_DATA, sae, config, idempotencyKey);
  }

  /** The same for pushing the tree of a finished export to a Neuronpedia. */
  JobStore.Creation push(String id, Optional<String> target, Optional<String> idempotencyKey) {
    ExportJob export = queries.get(id).job();
    JsonNode config = pushes.config(export, read(export.config), target);
    return start(JobKind.PUSH, saes.of(export), config, idempotencyKey);
  }

  private JsonNode read(String config) {
    try {
      return json.readTree(config);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a row with unreadable JSON", e);
    }
  }

  private JobStore.Creation start(
      JobKind kind, RegisteredSae sae, JsonNode config, Optional<String> idempotencyKey) {
    refuseWithoutBroker();
    JobStore.Creation creation =
        store.create(new NewJob(kind, sae.id, config.toString(), idempotencyKey));
    if (creation.created()) {
      publish(creation.job());
    } else {
      refuseOtherRequest(creation.job(), kind, sae, config);
    }
    return creation;
  }

  /** Cancels a job; one that is cancelled already stays so. */
  void cancel(String id, String by) {
    ExportJob job = queries.get(id).job();
    Optional<ExportJob> cancelled = store.cancel(job.id, by);
    if (cancelled.isPresent()) {
      tellOfCancel(cancelled.orElseThrow());
      return;
    }
    ExportJob now = queries.get(id).job();
    if (now.status != JobStatus.CANCELLED) {
      throw new ApiException(
          ErrorCode.EXPORT_FINISHED, "the export is " + now.status.wire() + " already");
    }
  }

  /** Starts a failed or cancelled job again from its finished shards. */
  void retry(String id) {
    ExportJob job = queries.get(id).job();
    refuseWithoutBroker();
    putHistoryAway(job);
    ExportJob again =
        store
            .retry(job.id)
            .orElseThrow(
                () ->
                    new ApiException(
                        ErrorCode.EXPORT_NOT_RETRYABLE,
                        "the export is " + queries.get(id).job().status.wire()));
    try {
      messages.job(again);
      broker.event(JobEvent.of(again));
    } catch (BrokerUnavailableException e) {
      LOG.warnf("retry of %s is published later: %s", again.id, e.getMessage());
    }
  }

  /** A retry clears what went wrong from the rows, of which the sweeper would write it later. */
  private void putHistoryAway(ExportJob job) {
    if (job.status == JobStatus.FAILED && job.deadAt == null) {
      try {
        messages.dead(job);
      } catch (BrokerUnavailableException e) {
        throw unavailable(e.getMessage());
      }
    }
  }

  /** Removes a job that has ended: row, archive, work folder. */
  void delete(String id) {
    ExportJob job = queries.get(id).job();
    if (store.delete(job.id).isEmpty()) {
      throw new ApiException(
          ErrorCode.EXPORT_RUNNING,
          "the export is %s: cancel it first".formatted(queries.get(id).job().status.wire()));
    }
    files.remove(job.id);
  }

  private void publish(ExportJob job) {
    try {
      messages.job(job);
    } catch (BrokerUnavailableException e) {
      if (acceptWhenBrokerDown || !store.withdraw(job.id)) {
        // The row is the outbox: the sweeper publishes it.
        LOG.warnf("export %s is published later: %s", job.id, e.getMessage());
        return;
      }
      throw unavailable(e.getMessage());
    }
  }

  private void refuseWithoutBroker() {
    if (!acceptWhenBrokerDown) {
      broker
          .trouble()
          .ifPresent(
              reason -> {
                throw unavailable(reason);
              });
    }
  }

  private static ApiException unavailable(String reason) {
    return new ApiException(ErrorCode.BROKER_UNAVAILABLE, reason)
        .with(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
  }

  private void refuseOtherRequest(ExportJob job, JobKind kind, RegisteredSae sae, JsonNode config) {
    if (job.kind == kind && job.saeId.equals(sae.id) && read(job.config).equals(config)) {
      return;
    }
    throw new ApiException(
        ErrorCode.IDEMPOTENCY_KEY_REUSED,
        "this key was used for export %s with another sae_id or config".formatted(job.id));
  }

  /** The row is what counts: workers and watchers that miss this see it there a little later. */
  private void tellOfCancel(ExportJob job) {
    ended.fire(new JobEnded(job));
    try {
      broker.control(job.id);
      messages.terminal(job);
    } catch (BrokerUnavailableException e) {
      LOG.warnf("cancelling %s is told later: %s", job.id, e.getMessage());
    }
  }
}
