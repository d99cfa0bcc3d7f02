/// The evaluator as a service: candidates in, statistics out.
@NullMarked
package dev.evoka.evaluator.service;

import org.jspecify.annotations.NullMarked;
