package dev.npexport.api.export;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The history of jobs. */
@Path("/api/v1/neuronpedia/exports")
@Tag(name = "Exports")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class HistoryResource {

  private final ExportQueries queries;
  private final ExportViews views;

  @Inject
  HistoryResource(ExportQueries queries, ExportViews views) {
    this.queries = queries;
    this.views = views;
  }

  @GET
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
  public ExportPage list(@Context UriInfo uri) {
    return ExportPage.of(queries.list(HistoryQuery.of(uri)), views);
  }
}
