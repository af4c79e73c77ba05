package dev.npexport.api.files;

import dev.npexport.api.paging.QueryParameters;
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

/** What lies below the data root, for whoever types a path of it. */
@Path("/api/v1/files")
@Tag(name = "Files", description = "What lies below the data root")
@Produces(MediaType.APPLICATION_JSON)
public class FileResource {

  private static final int LONGEST_PATH = 1_024;

  private final PathCompletion completion;

  @Inject
  FileResource(PathCompletion completion) {
    this.completion = completion;
  }

  @GET
  @Operation(
      operationId = "completePath",
      summary = "Complete a path",
      description = "Files and folders below the data root whose path begins with what was typed.")
  @Parameter(
      name = "prefix",
      in = ParameterIn.QUERY,
      description = "What was typed so far; the entries of the data root without it",
      schema = @Schema(implementation = String.class, maxLength = LONGEST_PATH))
  @RunOnVirtualThread
  public FileList complete(@Context UriInfo uri) {
    QueryParameters query = new QueryParameters(uri);
    String prefix = query.text("prefix", LONGEST_PATH).orElse("");
    query.check();
    return new FileList(completion.complete(prefix));
  }
}
