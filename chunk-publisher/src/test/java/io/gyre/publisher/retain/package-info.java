@NullMarked
package io.gyre.publisher.retain;

import org.jspecify.annotations.NullMarked;
