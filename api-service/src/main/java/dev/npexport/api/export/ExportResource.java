package dev.npexport.api.export;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Follow, cancel, retry and remove a job. */
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

  private final ExportService service;
  private final JobAnswers answers;

  @Inject
  ExportResource(ExportService service, JobAnswers answers) {
    this.service = service;
    this.answers = answers;
  }

  @GET
  @Path("export/{id}")
  @Operation(operationId = "getExport", summary = "Show an export")
  @APIResponse(responseCode = "200", ref = JobDocument.JOB)
  @APIResponse(responseCode = "404", ref = "Problem404")
  public byte[] show(@PathParam("id") String id) {
    return answers.json(id);
  }

  @POST
  @Path("export/{id}/cancel")
  @Operation(
      operationId = "cancelExport",
      summary = "Cancel an export",
      description = "One that is cancelled already stays so.")
  @APIResponse(responseCode = "200", ref = JobDocument.JOB)
  @APIResponse(responseCode = "404", ref = "Problem404")
  @APIResponse(responseCode = "409", ref = "Problem409")
  public ExportView cancel(@PathParam("id") String id, @Context HttpServerRequest request) {
    service.cancel(id, "a client at " + request.remoteAddress().hostAddress());
    return answers.show(id);
  }

  @POST
  @Path("export/{id}/retry")
  @Operation(
      operationId = "retryExport",
      summary = "Start a failed or cancelled export again from its finished shards")
  @APIResponse(responseCode = "202", ref = JobDocument.ACCEPTED)
  @APIResponse(responseCode = "404", ref = "Problem404")
  @APIResponse(responseCode = "409", ref = "Problem409")
  public Response retry(@PathParam("id") String id) {
    service.retry(id);
    return answers.accepted(UUID.fromString(id));
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
}
