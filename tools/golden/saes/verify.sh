#!/bin/sh
# Exports every golden SAE as SAELens and has SAELens itself load and run it: tools/golden/saes/verify.sh [PYTHON]
# PYTHON (default python3) is one with requirements.txt installed. MAVEN_ARGS may hold further flags of mvn, such as -o.
set -e
here=$(cd "$(dirname "$0")" && pwd)
engine=$here/../../../dashboard-engine
python=${1:-python3}
exported=$(mktemp -d)
trap 'rm -rf "$exported"' EXIT
cd "$engine"
mvn -q -B test-compile dependency:build-classpath -Dmdep.outputFile=target/classpath.txt -Dmdep.includeScope=test
"${JAVA_HOME:+$JAVA_HOME/bin/}java" --enable-native-access=ALL-UNNAMED -cp "target/test-classes:target/classes:$(cat target/classpath.txt)" \
  dev.npexport.engine.format.sae.golden.ExportGoldenSaes src/test/resources/golden/sae "$exported"
"$python" "$here/check.py" src/test/resources/golden/sae "$exported" src/test/resources/golden/saelens-checked.json
