#!/bin/sh
# Starts the broker of docker-compose.yml: sh start.sh SERVER.PROPERTIES. The first time it gives its folder a cluster id of its own
# (stored positions belong to an id; the image would give every installation the same) and makes the user of the regulator.
set -eu
umask 077
settings=$1
data=$(sed -n 's/^log\.dirs=//p' "$settings")

kafka() {
  exec java -Xmx512m ${KAFKA_JVM:--XX:+UseG1GC} -XX:+ExitOnOutOfMemoryError -XX:-UsePerfData \
    -Dlog4j2.configurationFile="${KAFKA_LOGGING:-/etc/synco/log4j2.properties}" \
    -cp "${KAFKA_LIBS:-/opt/kafka/libs}/*" "$@"
}

if [ ! -f "$data/meta.properties" ]; then
  password=$(cat "${SECRETS:-/run/secrets}/kafka-regulator-password")
  id=$(head -c 16 /dev/urandom | base64 | tr '+/' 'AB' | tr -d '=')
  (kafka kafka.tools.StorageTool format --config "$settings" --cluster-id "$id" \
    --add-scram "SCRAM-SHA-512=[name=regulator,password=$password]")
fi
kafka kafka.Kafka "$settings"
