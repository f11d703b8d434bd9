@NullMarked
package io.gyre.publisher.window;

import org.jspecify.annotations.NullMarked;
