#!/bin/sh
# Writes the saelens/ folder of every golden SAE: tools/golden/saes/export.sh TARGET     (after `mvn test-compile -pl dashboard-engine`)
set -e
cd "$(dirname "$0")/../../../dashboard-engine"
mvn -q -B dependency:build-classpath -Dmdep.outputFile=target/classpath.txt -Dmdep.includeScope=test
"${JAVA_HOME:+$JAVA_HOME/bin/}java" --enable-native-access=ALL-UNNAMED -cp "target/test-classes:target/classes:$(cat target/classpath.txt)" \
  dev.npexport.engine.format.sae.golden.ExportGoldenSaes src/test/resources/golden/sae "$1"
