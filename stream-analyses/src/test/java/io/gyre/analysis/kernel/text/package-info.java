/** Answers computed from babeltrace2's text and nothing of ours. */
@NullMarked
package io.gyre.analysis.kernel.text;

import org.jspecify.annotations.NullMarked;
