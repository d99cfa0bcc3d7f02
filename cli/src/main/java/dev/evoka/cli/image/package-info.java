/// What goes into the images of the services. Runs while an image is built, never in it.
@NullMarked
package dev.evoka.cli.image;

import org.jspecify.annotations.NullMarked;
