package dev.npexport.api.s3;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * The trees of finished exports as read-only buckets of Amazon S3 (path style), so that an
 * unmodified Neuronpedia, and any other S3 client, reads them. Signatures are not looked at. What
 * the calls mean is Amazon's document, so they are not part of this API's own.
 */
@Path("/s3")
@RunOnVirtualThread
public class S3Resource {

  private static final String XML = "application/xml";
  private static final String BUCKET = "{bucket: [^/]+}{slash: /?}";
  private static final String KEY = "{bucket: [^/]+}/{key: .+}";

  private final Buckets buckets;
  private final S3Download download;

  @Inject
  S3Resource(Buckets buckets, S3Download download) {
    this.buckets = buckets;
    this.download = download;
  }

  @GET
  @Operation(hidden = true)
  public Response listBuckets(@Context UriInfo uri) {
    S3Query.refuseUnknown(
        uri.getQueryParameters(),
        Set.of("max-buckets", "continuation-token", "prefix", "bucket-region"));
    return xml(S3Xml.buckets(buckets.list()));
  }

  @GET
  @Path(BUCKET)
  @Operation(hidden = true)
  public Response list(@PathParam("bucket") String bucket, @Context UriInfo uri) {
    MultivaluedMap<String, String> query = uri.getQueryParameters();
    if (query.containsKey("location")) {
      return xml(S3Xml.location());
    }
    ListRequest request = ListRequest.of(query);
    return xml(S3Xml.listing(bucket, request, Listing.of(buckets.files(bucket), request)));
  }

  @HEAD
  @Path(BUCKET)
  @Operation(hidden = true)
  public Response headBucket(@PathParam("bucket") String bucket) {
    buckets.files(bucket);
    return Response.ok().header("x-amz-bucket-region", "us-east-1").build();
  }

  @GET
  @Path(KEY)
  @Operation(hidden = true)
  public Response get(
      @PathParam("bucket") String bucket,
      @PathParam("key") String key,
      @Context UriInfo uri,
      @Context HttpHeaders headers) {
    S3Query.refuseUnknown(uri.getQueryParameters(), Set.of());
    return download.get(buckets.files(bucket), key, headers);
  }

  @HEAD
  @Path(KEY)
  @Operation(hidden = true)
  public Response head(
      @PathParam("bucket") String bucket,
      @PathParam("key") String key,
      @Context UriInfo uri,
      @Context HttpHeaders headers) {
    S3Query.refuseUnknown(uri.getQueryParameters(), Set.of());
    return download.head(buckets.files(bucket), key, headers);
  }

  @PUT
  @Path("{path: .*}")
  @Operation(hidden = true)
  public Response put() {
    throw readOnly();
  }

  @POST
  @Path("{path: .*}")
  @Operation(hidden = true)
  public Response post() {
    throw readOnly();
  }

  @PATCH
  @Path("{path: .*}")
  @Operation(hidden = true)
  public Response patch() {
    throw readOnly();
  }

  @DELETE
  @Path("{path: .*}")
  @Operation(hidden = true)
  public Response delete() {
    throw readOnly();
  }

  /** Errors in the form that S3 clients read. */
  @ServerExceptionMapper
  public Response refuse(S3Exception e, UriInfo uri) {
    String id = UUID.randomUUID().toString();
    String resource = Optional.ofNullable(uri.getPath()).orElse("").replaceFirst("^/s3", "");
    Response.ResponseBuilder response =
        Response.status(e.code().status())
            .header("x-amz-request-id", id)
            .type(XML)
            .entity(S3Xml.error(e.code(), e.getMessage(), resource, id));
    if (e.code() == S3Code.METHOD_NOT_ALLOWED) {
      response.header(HttpHeaders.ALLOW, "GET, HEAD");
      // What was to be written is not read, so nothing can follow it on this connection.
      response.header("Connection", "close");
    }
    return response.build();
  }

  private static S3Exception readOnly() {
    return new S3Exception(S3Code.METHOD_NOT_ALLOWED, "this view is read only");
  }

  private static Response xml(String document) {
    return Response.ok(document, XML).build();
  }
}
