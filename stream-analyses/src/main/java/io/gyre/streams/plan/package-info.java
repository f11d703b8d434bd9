/**
 * PLAN: which window comes next on each session line, and which segments it takes. Manifests may come in any order, more than once, or
 * not at all.
 */
@NullMarked
package io.gyre.streams.plan;

import org.jspecify.annotations.NullMarked;
