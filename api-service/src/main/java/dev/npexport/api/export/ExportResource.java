package dev.npexport.api.export;

import dev.npexport.api.problem.ApiException;
import dev.npexport.api.problem.ErrorCode;
import dev.npexport.api.problem.ProblemItem;
import dev.npexport.api.problem.RequestBody;
import dev.npexport.model.job.JobStore;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;

/** Start, follow, cancel, retry and remove exports. */
@Path("/api/v1/neuronpedia")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ExportResource {

  private static final int MAX_KEY = 255;

  private final ExportService service;
  private final ExportQueries queries;
  private final ExportViews views;

  @Inject
  ExportResource(ExportService service, ExportQueries queries, ExportViews views) {
    this.service = service;
    this.queries = queries;
    this.views = views;
  }

  /** Where an export is. */
  static URI uri(UUID job) {
    return URI.create("/api/v1/neuronpedia/export/" + job);
  }

  @POST
  @Path("export")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response start(ExportBody body, @HeaderParam("Idempotency-Key") String key) {
    ExportBody given = RequestBody.required(body);
    JobStore.Creation creation =
        service.start(saeId(given), given.config(), checkedKey(Optional.ofNullable(key)));
    UUID job = creation.job().id;
    Response.ResponseBuilder response = accepted(job);
    if (!creation.created()) {
      response.header("Idempotent-Replayed", "true");
    }
    return response.build();
  }

  @GET
  @Path("export/{id}")
  public ExportView show(@PathParam("id") String id) {
    ExportQueries.Row row = queries.get(id);
    return views.full(row, queries.shards(row.job().id));
  }

  @POST
  @Path("export/{id}/cancel")
  public ExportView cancel(@PathParam("id") String id, @Context HttpServerRequest request) {
    service.cancel(id, "a client at " + request.remoteAddress().hostAddress());
    return show(id);
  }

  @POST
  @Path("export/{id}/retry")
  public Response retry(@PathParam("id") String id) {
    service.retry(id);
    return accepted(UUID.fromString(id)).build();
  }

  @DELETE
  @Path("export/{id}")
  public void delete(@PathParam("id") String id) {
    service.delete(id);
  }

  @GET
  @Path("exports")
  public ExportPage list(@Context UriInfo uri) {
    return ExportPage.of(queries.list(HistoryQuery.of(uri)), views);
  }

  private Response.ResponseBuilder accepted(UUID job) {
    return Response.accepted(show(job.toString())).location(uri(job));
  }

  private static String saeId(ExportBody body) {
    return body.saeId()
        .orElseThrow(
            () ->
                new ApiException(
                    ErrorCode.MISSING_FIELD,
                    ProblemItem.of(
                        ErrorCode.MISSING_FIELD, "sae_id", "expected the id of a registered SAE")));
  }

  private static Optional<String> checkedKey(Optional<String> key) {
    key.filter(
            text ->
                text.isEmpty()
                    || text.length() > MAX_KEY
                    || text.chars().anyMatch(c -> c < ' ' || c > '~'))
        .ifPresent(
            text -> {
              throw new ApiException(
                  ErrorCode.INVALID_PARAMETER,
                  ProblemItem.of(
                      ErrorCode.INVALID_PARAMETER,
                      "Idempotency-Key",
                      "expected 1 to %d printable ASCII characters".formatted(MAX_KEY)));
            });
    return key;
  }
}
