package dev.npexport.standalone.launch;

/** Sends what the embedded parts log to a file; must be called before any of them is loaded. */
public final class LauncherLog {

  private LauncherLog() {}

  public static void writeTo(DataFolder folder) {
    System.setProperty("org.slf4j.simpleLogger.logFile", folder.log("launcher").toString());
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
    System.setProperty("org.slf4j.simpleLogger.log.qpid.message", "info");
    System.setProperty("org.slf4j.simpleLogger.showDateTime", "true");
    System.setProperty("org.slf4j.simpleLogger.dateTimeFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
  }
}
