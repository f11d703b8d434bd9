/**
 * Archives on disk: trace chunks as LTTng's session rotation leaves them, grouped into session lines, and the exact windows
 * that make each chunk answer for its own time.
 */
@NullMarked
package io.gyre.chunk;

import org.jspecify.annotations.NullMarked;
