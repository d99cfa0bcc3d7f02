# Images of Evoka's services.
#   docker build --target runtime  --build-arg SERVICE=evaluator .    builds from source: nothing but Docker is needed
#   docker build --target prebuilt --build-arg SERVICE=evaluator .    takes what `mvn package` made
ARG BUILDER=maven:3.9-eclipse-temurin-25
ARG BASE=eclipse-temurin:25-jre
# The Java runtime: linked = of the JDK in BUILDER, with the modules that services use; given = that of BASE, larger, for
# machines that have no BUILDER. A JDK that somebody changed cannot link: then it is that of BASE too.
ARG JRE=linked

FROM ${BUILDER} AS linker
COPY deploy/docker/modules /tmp/
RUN mkdir /jre && { jlink --add-modules "$(tr '\n' ',' < /tmp/modules)" --compress zip-6 --no-header-files --no-man-pages \
        --output /jre/linked || { rm -rf /jre/linked; echo "jlink failed: the images keep the runtime of the base"; }; }

FROM ${BASE} AS jre-given

FROM ${BASE} AS jre-linked
COPY --from=linker /jre /jre
RUN if [ -d /jre/linked ]; then rm -rf "$JAVA_HOME" && mv /jre/linked "$JAVA_HOME"; fi

FROM jre-${JRE} AS jre

FROM ${BUILDER} AS build
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/root/.m2 mvn -q -B -ntp package -DskipTests -pl cli -am

# What both targets share: of the base what a service needs, a user without rights, and the one folder that it may write to.
FROM jre AS collected
COPY deploy/docker/collect /usr/local/bin/
RUN collect /land

FROM scratch AS service
COPY --from=collected /land /
ENV PATH=/opt/java/openjdk/bin:/usr/bin JAVA_HOME=/opt/java/openjdk LANG=C.UTF-8 LC_ALL=C.UTF-8 \
    HOME=/var/lib/evoka DJL_CACHE_DIR=/var/lib/evoka/djl
COPY deploy/docker/logback.xml deploy/docker/healthy /opt/evoka/
USER 10001:10001
WORKDIR /var/lib/evoka
VOLUME /var/lib/evoka
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=5s --timeout=3s --start-period=120s --retries=6 CMD ["/opt/evoka/healthy"]

# Only the jars that the service needs, and of their native libraries those of this processor.
FROM jre AS selected
ARG SERVICE
COPY cli/target/lib /lib-all
COPY deploy/docker/train /usr/local/bin/
RUN java -XX:TieredStopAtLevel=1 -cp '/lib-all/*' dev.evoka.cli.image.ImageContents "$SERVICE" /lib-all /opt/evoka \
    && train "$SERVICE"

FROM jre AS selected-from-source
ARG SERVICE
COPY --from=build /src/cli/target/lib /lib-all
COPY deploy/docker/train /usr/local/bin/
RUN java -XX:TieredStopAtLevel=1 -cp '/lib-all/*' dev.evoka.cli.image.ImageContents "$SERVICE" /lib-all /opt/evoka \
    && train "$SERVICE"

FROM service AS prebuilt
ARG SERVICE
ARG VERSION=0.1.0-SNAPSHOT
ARG REVISION=unknown
LABEL org.opencontainers.image.title="evoka-${SERVICE}" org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" org.opencontainers.image.licenses="Apache-2.0"
COPY --from=selected /opt/evoka /opt/evoka
ENTRYPOINT ["java", "@/opt/evoka/java.options", "dev.evoka.cli.Evoka"]

FROM service AS runtime
ARG SERVICE
ARG VERSION=0.1.0-SNAPSHOT
ARG REVISION=unknown
LABEL org.opencontainers.image.title="evoka-${SERVICE}" org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" org.opencontainers.image.licenses="Apache-2.0"
COPY --from=selected-from-source /opt/evoka /opt/evoka
ENTRYPOINT ["java", "@/opt/evoka/java.options", "dev.evoka.cli.Evoka"]
