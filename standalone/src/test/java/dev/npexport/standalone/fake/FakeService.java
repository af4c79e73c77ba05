package dev.npexport.standalone.fake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A stand-in for both services: answers on the port that its environment names. */
public final class FakeService {

  private FakeService() {}

  public static void main(String[] arguments) throws Exception {
    System.out.println("database " + System.getenv("QUARKUS_DATASOURCE_JDBC_URL"));
    System.out.println("broker port " + System.getenv("RABBITMQ_PORT"));
    System.out.println("input roots " + System.getenv("NPEXPORT_INPUT_ROOTS"));
    new FakeApi(Integer.parseInt(System.getenv("QUARKUS_HTTP_PORT")));
    Thread.currentThread().join();
  }

  /** Lays out a home folder whose two services are this program. */
  public static Path home(Path folder) throws Exception {
    for (String module : new String[] {"api-service", "export-worker"}) {
      Path jar = folder.resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
      Files.createDirectories(jar.getParent());
      writeJar(jar);
    }
    return folder;
  }

  private static void writeJar(Path jar) throws Exception {
    var manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, FakeService.class.getName());
    Path classes =
        Path.of(FakeService.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    String folder = FakeService.class.getPackageName().replace('.', '/');
    try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest);
        var files = Files.list(classes.resolve(folder))) {
      for (Path file : files.toList()) {
        add(out, folder + "/" + file.getFileName(), file);
      }
    }
  }

  private static void add(JarOutputStream out, String name, Path file) throws IOException {
    out.putNextEntry(new JarEntry(name));
    Files.copy(file, out);
  }
}
