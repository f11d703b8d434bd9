@NullMarked
package io.gyre;

import org.jspecify.annotations.NullMarked;
