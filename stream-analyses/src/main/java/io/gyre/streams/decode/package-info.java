/**
 * DECODE: fetches the segments that a work item names, opens them, and folds their events. What the window holds is a function of the work
 * item alone, so that any instance may do it, and do it again.
 */
@NullMarked
package io.gyre.streams.decode;

import org.jspecify.annotations.NullMarked;
