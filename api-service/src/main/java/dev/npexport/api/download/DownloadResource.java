package dev.npexport.api.download;

import dev.npexport.api.export.ExportQueries;
import dev.npexport.api.problem.ApiException;
import dev.npexport.api.problem.ErrorCode;
import dev.npexport.model.job.ExportJob;
import dev.npexport.model.job.JobKind;
import dev.npexport.model.job.JobStatus;
import dev.npexport.model.path.DataRoot;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.PathPart;

/**
 * Sends archives from file to socket without copying them through this process's heap; in parts
 * where a client asks for one, so that a broken download can go on.
 */
@Path("/api/v1/neuronpedia/export/{id}/download")
@RunOnVirtualThread
@Tag(name = "Exports")
public class DownloadResource {

  private static final String ZIP = "application/zip";

  private final ExportQueries queries;
  private final DataRoot root;

  @Inject
  DownloadResource(ExportQueries queries, DataRoot root) {
    this.queries = queries;
    this.root = root;
  }

  @GET
  @Operation(
      operationId = "downloadArchive",
      summary = "Download the archive, whole or a part",
      description =
          "Takes Range (one range), If-Range and If-None-Match; the ETag is the sha256 of the archive.")
  @APIResponse(
      responseCode = "200",
      description = "The archive",
      headers = {
        @Header(name = "ETag", schema = @Schema(implementation = String.class)),
        @Header(name = "Content-Disposition", schema = @Schema(implementation = String.class))
      },
      content =
          @Content(mediaType = ZIP, schema = @Schema(type = SchemaType.STRING, format = "binary")))
  @APIResponse(
      responseCode = "206",
      description = "The part that Range asks for",
      content =
          @Content(mediaType = ZIP, schema = @Schema(type = SchemaType.STRING, format = "binary")))
  @APIResponse(responseCode = "416", ref = "Problem416")
  @APIResponse(responseCode = "304", description = "The client has it (If-None-Match)")
  @APIResponse(responseCode = "404", ref = "Problem404")
  @APIResponse(responseCode = "409", ref = "Problem409")
  @APIResponse(responseCode = "410", ref = "Problem410")
  public Response download(@PathParam("id") String id, @Context HttpHeaders headers) {
    return answer(id, headers, true);
  }

  @HEAD
  @Operation(
      operationId = "headArchive",
      summary = "What a download would answer, without the archive")
  @APIResponse(responseCode = "200", description = "Size, name and digest in the headers")
  @APIResponse(responseCode = "304", description = "The client has it (If-None-Match)")
  @APIResponse(responseCode = "404", ref = "Problem404")
  @APIResponse(responseCode = "409", ref = "Problem409")
  @APIResponse(responseCode = "410", ref = "Problem410")
  public Response head(@PathParam("id") String id, @Context HttpHeaders headers) {
    return answer(id, headers, false);
  }

  private Response answer(String id, HttpHeaders headers, boolean body) {
    ExportQueries.Row row = queries.get(id);
    ExportJob job = row.job();
    java.nio.file.Path archive = archive(job);
    String etag = "\"" + job.sha256 + "\"";
    long size = job.fileSizeBytes;
    if (matches(header(headers, HttpHeaders.IF_NONE_MATCH), etag)) {
      return Response.notModified().header(HttpHeaders.ETAG, etag).build();
    }
    Response.ResponseBuilder response =
        switch (asked(headers, etag, size)) {
          case ByteRange.Asked.Whole whole -> content(Response.ok(), archive, 0, size, body);
          case ByteRange.Asked.Part(ByteRange range) ->
              content(
                  Response.status(Response.Status.PARTIAL_CONTENT)
                      .header("Content-Range", range.contentRange(size)),
                  archive,
                  range.first(),
                  range.length(),
                  body);
          case ByteRange.Asked.Unsatisfiable none ->
              throw new ApiException(
                      ErrorCode.RANGE_NOT_SATISFIABLE, "the archive has %d bytes".formatted(size))
                  .with("Content-Range", "bytes */" + size);
        };
    return response
        .header(HttpHeaders.ETAG, etag)
        .header("Accept-Ranges", "bytes")
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            "attachment; filename=\"%s\"".formatted(ArchiveName.of(job, row.saeName())))
        .build();
  }

  private java.nio.file.Path archive(ExportJob job) {
    if (job.kind != JobKind.EXPORT) {
      throw new ApiException(
          ErrorCode.EXPORT_NOT_COMPLETED, "a job of kind %s makes none".formatted(job.kind.wire()));
    }
    if (job.status != JobStatus.COMPLETED) {
      throw new ApiException(ErrorCode.EXPORT_NOT_COMPLETED, "the export is " + job.status.wire());
    }
    java.nio.file.Path archive = root.root().resolve(job.outputPath);
    if (!Files.isRegularFile(archive)) {
      throw new ApiException(
          ErrorCode.ARCHIVE_MISSING, job.outputPath + " was removed from the data root");
    }
    return archive;
  }

  private static Response.ResponseBuilder content(
      Response.ResponseBuilder response,
      java.nio.file.Path archive,
      long first,
      long length,
      boolean body) {
    response.type(ZIP).header(HttpHeaders.CONTENT_LENGTH, length);
    return body ? response.entity(new PathPart(archive, first, length)) : response;
  }

  /** A range counts only while the client's copy is of this very archive (If-Range). */
  private static ByteRange.Asked asked(HttpHeaders headers, String etag, long size) {
    Optional<String> condition = header(headers, "If-Range");
    return condition.isPresent() && !condition.orElseThrow().equals(etag)
        ? new ByteRange.Asked.Whole()
        : ByteRange.parse(header(headers, "Range"), size);
  }

  private static boolean matches(Optional<String> condition, String etag) {
    return condition
        .map(
            list ->
                list.strip().equals("*")
                    || Arrays.stream(list.split(","))
                        .map(tag -> tag.strip().replaceFirst("^W/", ""))
                        .anyMatch(etag::equals))
        .orElse(false);
  }

  private static Optional<String> header(HttpHeaders headers, String name) {
    return Optional.ofNullable(headers.getHeaderString(name));
  }
}
