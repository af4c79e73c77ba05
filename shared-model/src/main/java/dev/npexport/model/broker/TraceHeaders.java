package dev.npexport.model.broker;

import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import java.util.HashMap;
import java.util.Map;

/**
 * The W3C headers ({@code traceparent}, {@code tracestate}) of the span that a message is published
 * in, so that the consumer's spans belong to the same trace. Empty while nothing is traced.
 */
final class TraceHeaders {

  private TraceHeaders() {}

  static Map<String, Object> current() {
    Map<String, Object> headers = new HashMap<>();
    W3CTraceContextPropagator.getInstance().inject(Context.current(), headers, Map::put);
    return headers;
  }
}
