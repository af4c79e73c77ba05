package dev.npexport.api.export;

import dev.npexport.api.paging.PagingParameters;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Start, follow, cancel, retry and remove exports. */
@Path("/api/v1/neuronpedia")
@Tag(
    name = "Exports",
    description =
        "Exports run as jobs. Their progress is also sent over WebSocket: "
            + "/ws/neuronpedia/export/{id} for one job (its state on connect, then progress, then its"
            + " end, after which the server closes with 1000; 4404 for an unknown job) and"
            + " /ws/neuronpedia/exports for all.")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ExportResource {

  private static final int MAX_KEY = 255;

  private final ExportService service;
  private final ExportQueries queries;
  private final ExportViews views;
  private final Estimates estimates;

  @Inject
  ExportResource(
      ExportService service, ExportQueries queries, ExportViews views, Estimates estimates) {
    this.service = service;
    this.queries = queries;
    this.views = views;
    this.estimates = estimates;
  }

  /** Where an export is. */
  static URI uri(UUID job) {
    return URI.create("/api/v1/neuronpedia/export/" + job);
  }

  @POST
  @Path("export")
  @Operation(operationId = "startExport", summary = "Start an export")
  @APIResponse(
      responseCode = "202",
      description = "Accepted; with Idempotent-Replayed: true if this key made the job before",
      headers = {
        @Header(name = "Location", schema = @Schema(implementation = String.class)),
        @Header(name = "Idempotent-Replayed", schema = @Schema(implementation = String.class))
      },
      content = @Content(schema = @Schema(implementation = ExportView.class)))
  @APIResponse(responseCode = "404", ref = "Problem404")
  @APIResponse(responseCode = "422", ref = "Problem422")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response start(
      ExportBody body,
      @Parameter(
              description =
                  "1 to 255 printable ASCII characters: a repeated request with the same key starts"
                      + " no second job")
          @HeaderParam("Idempotency-Key")
          String key) {
    ExportBody given = RequestBody.required(body);
    return accepted(
        service.start(saeId(given.saeId()), given.config(), checkedKey(Optional.ofNullable(key))));
  }

  @POST
  @Path("compute-dashboard-data")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "computeDashboardData",
      summary = "Compute dashboards ahead",
      description =
          "A job like an export, followed, cancelled, retried and removed at the same addresses; it"
              + " leaves dashboards that are shown at once instead of an archive.")
  @APIResponse(
      responseCode = "202",
      description = "Accepted; with Idempotent-Replayed: true if this key made the job before",
      headers = {
        @Header(name = "Location", schema = @Schema(implementation = String.class)),
        @Header(name = "Idempotent-Replayed", schema = @Schema(implementation = String.class))
      },
      content = @Content(schema = @Schema(implementation = ExportView.class)))
  @APIResponse(responseCode = "404", ref = "Problem404")
  @APIResponse(responseCode = "422", ref = "Problem422")
  public Response computeDashboards(
      DashboardDataBody body,
      @Parameter(description = "As for an export") @HeaderParam("Idempotency-Key") String key) {
    DashboardDataBody given = RequestBody.required(body);
    return accepted(
        service.computeDashboards(
            saeId(given.saeId()), given.config(), checkedKey(Optional.ofNullable(key))));
  }

  @POST
  @Path("export/estimate")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "estimateExport",
      summary = "Say what an export would be, without starting it")
  @APIResponse(
      responseCode = "200",
      description = "The estimate",
      content = @Content(schema = @Schema(implementation = EstimateView.class)))
  @APIResponse(responseCode = "404", ref = "Problem404")
  public EstimateView estimate(ExportBody body) {
    ExportBody given = RequestBody.required(body);
    return estimates.of(saeId(given.saeId()), given.config());
  }

  @GET
  @Path("export/{id}")
  @Operation(operationId = "getExport", summary = "Show an export")
  @APIResponse(
      responseCode = "200",
      description = "The export",
      content = @Content(schema = @Schema(implementation = ExportView.class)))
  @APIResponse(responseCode = "404", ref = "Problem404")
  public ExportView show(@PathParam("id") String id) {
    ExportQueries.Row row = queries.get(id);
    return views.full(row, queries.shards(row.job().id));
  }

  @POST
  @Path("export/{id}/cancel")
  @Operation(
      operationId = "cancelExport",
      summary = "Cancel an export",
      description = "One that is cancelled already stays so.")
  @APIResponse(
      responseCode = "200",
      description = "The export",
      content = @Content(schema = @Schema(implementation = ExportView.class)))
  @APIResponse(responseCode = "404", ref = "Problem404")
  @APIResponse(responseCode = "409", ref = "Problem409")
  public ExportView cancel(@PathParam("id") String id, @Context HttpServerRequest request) {
    service.cancel(id, "a client at " + request.remoteAddress().hostAddress());
    return show(id);
  }

  @POST
  @Path("export/{id}/retry")
  @Operation(
      operationId = "retryExport",
      summary = "Start a failed or cancelled export again from its finished shards")
  @APIResponse(
      responseCode = "202",
      description = "Accepted",
      headers = @Header(name = "Location", schema = @Schema(implementation = String.class)),
      content = @Content(schema = @Schema(implementation = ExportView.class)))
  @APIResponse(responseCode = "404", ref = "Problem404")
  @APIResponse(responseCode = "409", ref = "Problem409")
  public Response retry(@PathParam("id") String id) {
    service.retry(id);
    return accepted(UUID.fromString(id)).build();
  }

  @DELETE
  @Path("export/{id}")
  @Operation(
      operationId = "deleteExport",
      summary = "Remove an export that has ended, and its archive")
  @APIResponse(responseCode = "204", description = "Removed")
  @APIResponse(responseCode = "404", ref = "Problem404")
  @APIResponse(responseCode = "409", ref = "Problem409")
  public void delete(@PathParam("id") String id) {
    service.delete(id);
  }

  @GET
  @Path("targets")
  @Operation(
      operationId = "listTargets",
      summary = "List the Neuronpedias that exports may be pushed to",
      description = "Configured by npexport.targets; without any, the list is empty.")
  @APIResponse(
      responseCode = "200",
      description = "The targets",
      content = @Content(schema = @Schema(implementation = TargetList.class)))
  public TargetList targets() {
    return service.targets();
  }

  @POST
  @Path("export/{id}/push")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "pushExport",
      summary = "Push a finished export's tree to a Neuronpedia",
      description =
          "A job like an export. A database gets the whole source in one transaction; a source that"
              + " it has already fails the job, since Neuronpedia keeps the rows that are there.")
  @APIResponse(
      responseCode = "202",
      description = "Accepted; with Idempotent-Replayed: true if this key made the job before",
      headers = {
        @Header(name = "Location", schema = @Schema(implementation = String.class)),
        @Header(name = "Idempotent-Replayed", schema = @Schema(implementation = String.class))
      },
      content = @Content(schema = @Schema(implementation = ExportView.class)))
  @APIResponse(responseCode = "404", ref = "Problem404")
  @APIResponse(responseCode = "409", ref = "Problem409")
  @APIResponse(responseCode = "422", ref = "Problem422")
  public Response push(
      @PathParam("id") String id,
      PushBody body,
      @Parameter(description = "As for an export") @HeaderParam("Idempotency-Key") String key) {
    return accepted(
        service.push(
            id, RequestBody.required(body).target(), checkedKey(Optional.ofNullable(key))));
  }

  @GET
  @Path("exports")
  @Operation(operationId = "listExports", summary = "List exports, or jobs of another kind")
  @Parameter(
      name = "kind",
      in = ParameterIn.QUERY,
      schema =
          @Schema(
              implementation = String.class,
              defaultValue = "export",
              enumeration = {"export", "dashboard_data", "push"}))
  @Parameter(
      name = "status",
      in = ParameterIn.QUERY,
      schema =
          @Schema(
              implementation = String.class,
              enumeration = {
                "pending",
                "computing",
                "packaging",
                "completed",
                "failed",
                "cancelled"
              }))
  @Parameter(
      name = "sae_id",
      in = ParameterIn.QUERY,
      schema = @Schema(implementation = String.class, format = "uuid"))
  @Parameter(
      name = "created_after",
      in = ParameterIn.QUERY,
      schema = @Schema(implementation = String.class, format = "date-time"))
  @Parameter(
      name = "sort",
      in = ParameterIn.QUERY,
      description = "A minus turns the order round",
      schema =
          @Schema(
              implementation = String.class,
              defaultValue = "-created_at",
              enumeration = {
                "created_at",
                "-created_at",
                "completed_at",
                "-completed_at",
                "file_size_bytes",
                "-file_size_bytes",
                "feature_count",
                "-feature_count",
                "sae_name",
                "-sae_name",
                "status",
                "-status"
              }))
  @Parameter(ref = PagingParameters.PAGE)
  @Parameter(ref = PagingParameters.SIZE)
  public ExportPage list(@Context UriInfo uri) {
    return ExportPage.of(queries.list(HistoryQuery.of(uri)), views);
  }

  private Response.ResponseBuilder accepted(UUID job) {
    return Response.accepted(show(job.toString())).location(uri(job));
  }

  private Response accepted(JobStore.Creation creation) {
    Response.ResponseBuilder response = accepted(creation.job().id);
    if (!creation.created()) {
      response.header("Idempotent-Replayed", "true");
    }
    return response.build();
  }

  private static String saeId(Optional<String> given) {
    return given.orElseThrow(
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
