@NullMarked
package io.gyre.chunk;

import org.jspecify.annotations.NullMarked;
