/** STITCH: joins the windows of each session line in order, and makes answers into records. */
@NullMarked
package io.gyre.streams.stitch;

import org.jspecify.annotations.NullMarked;
