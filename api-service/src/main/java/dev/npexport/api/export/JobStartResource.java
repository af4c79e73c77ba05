package dev.npexport.api.export;

import dev.npexport.api.problem.ApiException;
import dev.npexport.api.problem.ErrorCode;
import dev.npexport.api.problem.ProblemItem;
import dev.npexport.api.problem.RequestBody;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Begins jobs, and says beforehand what one would be. */
@Path("/api/v1/neuronpedia")
@Tag(name = "Exports")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class JobStartResource {

  private final ExportService service;
  private final JobAnswers answers;
  private final Estimates estimates;

  @Inject
  JobStartResource(ExportService service, JobAnswers answers, Estimates estimates) {
    this.service = service;
    this.answers = answers;
    this.estimates = estimates;
  }

  @POST
  @Path("export")
  @Operation(operationId = "startExport", summary = "Start an export")
  @Parameter(ref = JobDocument.KEY)
  @APIResponse(responseCode = "202", ref = JobDocument.ACCEPTED)
  @APIResponse(responseCode = "404", ref = "Problem404")
  @APIResponse(responseCode = "422", ref = "Problem422")
  public Response export(ExportBody body, @Context HttpHeaders headers) {
    ExportBody given = RequestBody.required(body);
    return answers.accepted(
        service.start(saeId(given.saeId()), given.config(), IdempotencyKey.of(headers)));
  }

  @POST
  @Path("compute-dashboard-data")
  @Operation(
      operationId = "computeDashboardData",
      summary = "Compute dashboards ahead",
      description =
          "A job like an export, followed, cancelled, retried and removed at the same addresses; it"
              + " leaves dashboards that are shown at once instead of an archive.")
  @Parameter(ref = JobDocument.KEY)
  @APIResponse(responseCode = "202", ref = JobDocument.ACCEPTED)
  @APIResponse(responseCode = "404", ref = "Problem404")
  @APIResponse(responseCode = "422", ref = "Problem422")
  public Response dashboards(DashboardDataBody body, @Context HttpHeaders headers) {
    DashboardDataBody given = RequestBody.required(body);
    return answers.accepted(
        service.computeDashboards(
            saeId(given.saeId()), given.config(), IdempotencyKey.of(headers)));
  }

  @POST
  @Path("export/{id}/push")
  @Operation(
      operationId = "pushExport",
      summary = "Push a finished export's tree to a Neuronpedia",
      description =
          "A job like an export. A database gets the whole source in one transaction; a source that"
              + " it has already fails the job, since Neuronpedia keeps the rows that are there.")
  @Parameter(ref = JobDocument.KEY)
  @APIResponse(responseCode = "202", ref = JobDocument.ACCEPTED)
  @APIResponse(responseCode = "404", ref = "Problem404")
  @APIResponse(responseCode = "409", ref = "Problem409")
  @APIResponse(responseCode = "422", ref = "Problem422")
  public Response push(@PathParam("id") String id, PushBody body, @Context HttpHeaders headers) {
    return answers.accepted(
        service.push(id, RequestBody.required(body).target(), IdempotencyKey.of(headers)));
  }

  @POST
  @Path("export/estimate")
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

  private static String saeId(Optional<String> given) {
    return given.orElseThrow(
        () ->
            new ApiException(
                ErrorCode.MISSING_FIELD,
                ProblemItem.of(
                    ErrorCode.MISSING_FIELD, "sae_id", "expected the id of a registered SAE")));
  }
}
