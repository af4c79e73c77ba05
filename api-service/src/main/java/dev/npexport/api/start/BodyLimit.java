package dev.npexport.api.start;

import dev.npexport.api.label.LabelUpload;
import dev.npexport.api.problem.ApiException;
import dev.npexport.api.problem.ErrorCode;
import dev.npexport.api.problem.RouteProblem;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.math.BigInteger;
import java.util.regex.Pattern;

/**
 * Says in the API's own words that a body is too large; the HTTP server's limit, which is above
 * these, says nothing. Labels may be many and are read as they come; other bodies are small.
 */
@ApplicationScoped
class BodyLimit {

  private static final BigInteger USUAL = BigInteger.valueOf(16L << 20);
  private static final BigInteger LABELS = BigInteger.valueOf(LabelUpload.MAX_BYTES);
  private static final Pattern LABELS_PATH = Pattern.compile("/api/v1/saes/[^/]+/labels/?");

  /** After {@link OriginGuard}, before everything else. */
  private static final int PRIORITY = 9_000;

  private final RouteProblem problems;

  @Inject
  BodyLimit(RouteProblem problems) {
    this.problems = problems;
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, PRIORITY);
  }

  private void check(RoutingContext context) {
    boolean labels = LABELS_PATH.matcher(context.normalizedPath()).matches();
    BigInteger limit = labels ? LABELS : USUAL;
    String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
    if (length != null && length.matches("\\d+")) {
      if (new BigInteger(length).compareTo(limit) > 0) {
        refuse(context, "the body has %s bytes".formatted(length), limit);
      } else {
        context.next();
      }
    } else if (!labels
        && length == null
        && context.request().getHeader(HttpHeaders.TRANSFER_ENCODING) != null) {
      collect(context);
    } else {
      context.next();
    }
  }

  /** A body without a stated length is counted as it comes, and goes on once it is all there. */
  private void collect(RoutingContext context) {
    HttpServerRequest request = context.request();
    Buffer body = Buffer.buffer();
    request.handler(
        chunk -> {
          if (BigInteger.valueOf((long) body.length() + chunk.length()).compareTo(USUAL) > 0) {
            request.handler(rest -> {});
            request.endHandler(end -> {});
            refuse(context, "the body goes on", USUAL);
          } else {
            body.appendBuffer(chunk);
          }
        });
    request.endHandler(
        end -> {
          ((RoutingContextInternal) context).setBody(body);
          context.next();
        });
  }

  private void refuse(RoutingContext context, String found, BigInteger limit) {
    problems.answer(
        context,
        new ApiException(
                ErrorCode.BODY_TOO_LARGE, "%s, at most %s bytes are read".formatted(found, limit))
            .with("Connection", "close"));
  }
}
