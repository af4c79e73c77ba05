package dev.npexport.standalone.fake;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The part of the HTTP API that the command line uses, without a WebSocket. What a job does is
 * asked for by its seed: 13 fails, 99 runs until it is cancelled, 7 is served with a wrong hash,
 * all others complete. An SAE whose path has "odd" in it is accepted with a warning.
 */
public final class FakeApi implements AutoCloseable {

  public static final String SAE_ID = "5f2b6a1e-0000-5000-8000-000000000001";

  private final HttpServer server;
  private final byte[] archive;
  private final AtomicInteger lastJob = new AtomicInteger();
  private final Map<String, Integer> seeds = new ConcurrentHashMap<>();
  private final Map<String, Integer> asked = new ConcurrentHashMap<>();
  private final List<String> cancelled = new CopyOnWriteArrayList<>();
  private final List<String> bodies = new CopyOnWriteArrayList<>();

  public FakeApi(int port) throws IOException {
    archive = archive();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/q/health/ready", exchange -> json(exchange, 200, "{}"));
    server.createContext("/api/v1/saes", this::saes);
    server.createContext("/api/v1/neuronpedia/export", this::export);
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Jobs that were cancelled. */
  public List<String> cancelled() {
    return cancelled;
  }

  /** What was posted, in order. */
  public List<String> bodies() {
    return bodies;
  }

  public byte[] archiveBytes() {
    return archive.clone();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void saes(HttpExchange exchange) throws IOException {
    if (exchange.getRequestMethod().equals("GET")) {
      json(exchange, 200, "[]");
      return;
    }
    String body = body(exchange);
    if (body.contains("broken")) {
      exchange.getResponseHeaders().add("Content-Type", "application/problem+json");
      json(
          exchange,
          400,
          """
          {"type":"about:blank","title":"Bad Request","status":400,"code":"invalid_input",
           "detail":"2 problems",
           "problems":[
             {"code":"wrong_shape","file":"sae/sae_weights.safetensors","where":"tensor W_dec",
              "message":"expected [1024, 128], found [1024, 64]"},
             {"code":"file_not_found","file":"model/config.json","where":"",
              "message":"no such file"}]}
          """);
      return;
    }
    String warnings =
        body.contains("odd")
            ? "\"The activation cache says that it was captured at blocks.1\""
            : "";
    json(exchange, 201, "{\"id\":\"" + SAE_ID + "\",\"warnings\":[" + warnings + "]}");
  }

  private void export(HttpExchange exchange) throws IOException {
    String[] path = exchange.getRequestURI().getPath().split("/");
    if (path.length == 5) {
      String body = body(exchange);
      String job = "job-" + lastJob.incrementAndGet();
      var seed = java.util.regex.Pattern.compile("\"seed\":(\\d+)").matcher(body);
      seeds.put(job, seed.find() ? Integer.parseInt(seed.group(1)) : 0);
      json(exchange, 202, "{\"id\":\"" + job + "\"}");
    } else if (path.length == 7 && path[6].equals("cancel")) {
      cancelled.add(path[5]);
      json(exchange, 200, "{}");
    } else if (path.length == 7 && path[6].equals("download")) {
      exchange.sendResponseHeaders(200, archive.length);
      exchange.getResponseBody().write(archive);
      exchange.close();
    } else {
      json(exchange, 200, status(path[5]));
    }
  }

  private String status(String job) {
    int seed = seeds.get(job);
    int count = asked.merge(job, 1, Integer::sum);
    if (cancelled.contains(job)) {
      return state("cancelled", 0.5, "");
    }
    if (seed == 99 || count == 1) {
      return state("computing", 0.5, "");
    }
    if (seed == 13) {
      return state(
          "failed",
          0.5,
          """
          ,"error_code":"not_finite","error_message":"1 problem","error_details":[
          {"code":"not_finite","file":"sae.safetensors","where":"tensor W_dec",
           "message":"is NaN at [3, 5] (feature 3)"}]\
          """);
    }
    String hash = seed == 7 ? "0".repeat(64) : sha256(archive);
    return state(
        "completed", 1, ",\"file_size_bytes\":" + archive.length + ",\"sha256\":\"" + hash + "\"");
  }

  private static String state(String status, double progress, String more) {
    return "{\"status\":\"%s\",\"stage\":\"computing\",\"progress\":%s,\"features_done\":%d,"
            .formatted(status, progress, Math.round(progress * 1024))
        + "\"feature_count\":1024,\"features_per_second\":61.3,\"eta_seconds\":9"
        + more
        + "}";
  }

  private String body(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    bodies.add(body);
    return body;
  }

  private static void json(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (!exchange.getResponseHeaders().containsKey("Content-Type")) {
      exchange.getResponseHeaders().add("Content-Type", "application/json");
    }
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static byte[] archive() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (String name :
          List.of(
              "features/0.json",
              "features/1.json",
              "saelens/cfg.json",
              "neuronpedia/v1/whale/2-res/source.jsonl",
              "manifest.json")) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write("{}".getBytes(StandardCharsets.UTF_8));
      }
      zip.putNextEntry(new ZipEntry("metadata.json"));
      zip.write(
          """
          {"feature_count":2,"d_sae":2,"architecture":"jumprelu","model_name":"whale",
           "hook_name":"blocks.2.hook_resid_post","neuronpedia_id":"whale/2-res"}
          """
              .getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
