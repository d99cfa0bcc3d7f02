/// Tests of the service as people use it: over REST, from the command line and in a browser.
@NullMarked
package dev.evoka.service;

import org.jspecify.annotations.NullMarked;
