/** The JSON that answers are made of. */
@NullMarked
package io.gyre.analysis.json;

import org.jspecify.annotations.NullMarked;
