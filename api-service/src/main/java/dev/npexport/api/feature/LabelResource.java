package dev.npexport.api.feature;

import com.fasterxml.jackson.databind.JsonNode;
import dev.npexport.api.label.LabelPatchSchema;
import dev.npexport.api.paging.QueryParameters;
import dev.npexport.api.problem.RequestBody;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Edits labels; exports that are planned afterwards have the edited ones. */
@Path("/api/v1/saes/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Features")
public class LabelResource {

  private static final String JSON_LINES = "application/jsonl";
  private static final String NDJSON = "application/x-ndjson";
  private static final String CSV = "text/csv";
  private static final String MERGE_PATCH = "application/merge-patch+json";

  private final LabelService labels;

  @Inject
  LabelResource(LabelService labels) {
    this.labels = labels;
  }

  @PATCH
  @Path("features/{index}")
  @Consumes({MediaType.APPLICATION_JSON, MERGE_PATCH})
  @Operation(
      operationId = "editLabel",
      summary = "Edit one feature's label",
      description =
          "Comes before everything that the labels file says of the feature, in exports that are"
              + " planned from now on too. A label that is cleared stays cleared until the edit is"
              + " undone by loading labels with replace=true.")
  @APIResponse(
      responseCode = "200",
      description = "The feature with its label",
      content = @Content(schema = @Schema(implementation = FeatureView.class)))
  @APIResponse(responseCode = "404", ref = "Problem404")
  public FeatureView edit(
      @PathParam("id") String id,
      @PathParam("index") String index,
      @org.eclipse.microprofile.openapi.annotations.parameters.RequestBody(
              required = true,
              content = {
                @Content(
                    mediaType = MediaType.APPLICATION_JSON,
                    schema = @Schema(implementation = LabelPatchSchema.class)),
                @Content(
                    mediaType = MERGE_PATCH,
                    schema = @Schema(implementation = LabelPatchSchema.class))
              })
          JsonNode patch) {
    return labels.edit(id, index, RequestBody.required(patch));
  }

  @POST
  @Path("labels")
  @Consumes({JSON_LINES, NDJSON, CSV})
  @Operation(
      operationId = "loadLabels",
      summary = "Edit many labels",
      description =
          "JSON lines or CSV with a header, of the fields feature_index, label, category,"
              + " description, method, model, score, created_at: each row replaces the whole label of"
              + " its feature. All rows are taken or none; every problem names its line. A body has at"
              + " most 64 MiB, some 200,000 labels of a sentence each; more come in several bodies,"
              + " since features that a body does not name keep their labels.")
  @Parameter(
      name = "replace",
      in = ParameterIn.QUERY,
      description =
          "true: the body is all that is edited, every other edit is undone, so that the labels file"
              + " counts there again. false: other edits stay.",
      schema = @Schema(implementation = Boolean.class, defaultValue = "false"))
  @APIResponse(
      responseCode = "200",
      description = "How many labels were set, and how many edits undone",
      content = @Content(schema = @Schema(implementation = LabelsView.class)))
  @APIResponse(responseCode = "404", ref = "Problem404")
  @APIResponse(responseCode = "422", ref = "Problem422")
  public LabelsView load(
      @PathParam("id") String id,
      @Context UriInfo uri,
      @Context HttpHeaders headers,
      @org.eclipse.microprofile.openapi.annotations.parameters.RequestBody(
              required = true,
              content = {
                @Content(mediaType = JSON_LINES, schema = @Schema(implementation = String.class)),
                @Content(mediaType = NDJSON, schema = @Schema(implementation = String.class)),
                @Content(mediaType = CSV, schema = @Schema(implementation = String.class))
              })
          InputStream body) {
    QueryParameters query = new QueryParameters(uri);
    boolean replace =
        query.choice("replace", List.of("true", "false"), Boolean::valueOf).orElse(false);
    query.check();
    return labels.load(id, body, headers.getMediaType(), replace);
  }
}
