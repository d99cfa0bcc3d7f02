/// Tests of the images and of `docker-compose.yml`, by a Docker engine.
@NullMarked
package dev.evoka.containers;

import org.jspecify.annotations.NullMarked;
