# One image for either service: docker build -f deploy/images/service.Dockerfile --build-arg SERVICE=export-worker .
# Build the services first (./npexport --help does it, or mvn package): the image only packs what is built.
FROM eclipse-temurin:25-jre
ARG SERVICE
COPY --chown=0:0 --chmod=755 ${SERVICE}/target/quarkus-app/ /opt/npexport/
# No account of its own: any number will do, and nothing in the image can be written by it.
USER 10001:10001
WORKDIR /opt/npexport
# The root is read only; native libraries are unpacked below /tmp, which has to be writable.
ENV QUARKUS_HTTP_HOST=0.0.0.0 \
    NPEXPORT_DATA_DIR=/data \
    JAVA_TOOL_OPTIONS="--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -XX:+ExitOnOutOfMemoryError -XX:MaxRAMPercentage=50 -Djava.util.logging.manager=org.jboss.logmanager.LogManager -Dorg.bytedeco.javacpp.cachedir=/tmp/javacpp"
ENTRYPOINT ["java", "-jar", "/opt/npexport/quarkus-run.jar"]
