/// The coordinator's face: REST, Server-Sent Events, metrics and the web page.
@NullMarked
package dev.evoka.coordinator.http;

import org.jspecify.annotations.NullMarked;
