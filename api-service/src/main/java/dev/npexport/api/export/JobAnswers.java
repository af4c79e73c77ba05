package dev.npexport.api.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.npexport.model.job.JobStore;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** What calls about a job answer with. */
@ApplicationScoped
class JobAnswers {

  /** Soon enough for a person, and few reads a second of a job that many programs ask for. */
  private static final Duration BETWEEN_READS = Duration.ofMillis(5);

  /** Half of the connections to the database. */
  private static final int READERS = 8;

  private final ExportQueries queries;
  private final ExportViews views;
  private final ObjectWriter json;
  private final ExecutorService readers =
      Executors.newFixedThreadPool(
          READERS, Thread.ofPlatform().daemon().name("status-", 0).factory());
  private final SharedReads<String, byte[]> reads =
      new SharedReads<>(this::read, BETWEEN_READS, readers);

  @Inject
  JobAnswers(ExportQueries queries, ExportViews views, ObjectMapper json) {
    this.queries = queries;
    this.views = views;
    this.json = json.writerFor(ExportView.class);
  }

  @PreDestroy
  void stop() {
    readers.shutdown();
  }

  /** Where a job is. */
  static URI uri(UUID job) {
    return URI.create("/api/v1/neuronpedia/export/" + job);
  }

  /** The job with this id as it is now. */
  ExportView show(String id) {
    return views.full(queries.detailed(id));
  }

  /** The same as JSON, from one read for all who ask at the same time. */
  byte[] json(String id) {
    return reads.get(id);
  }

  private byte[] read(String id) {
    try {
      return json.writeValueAsBytes(views.full(queries.detailedAlone(id)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a job that cannot be written as JSON", e);
    }
  }

  /** 202: the job goes on from here. */
  Response accepted(UUID job) {
    return builder(job).build();
  }

  /** 202 for a request that may have been sent before. */
  Response accepted(JobStore.Creation creation) {
    Response.ResponseBuilder response = builder(creation.job().id);
    if (!creation.created()) {
      response.header("Idempotent-Replayed", "true");
    }
    return response.build();
  }

  private Response.ResponseBuilder builder(UUID job) {
    return Response.accepted(show(job.toString())).location(uri(job));
  }
}
