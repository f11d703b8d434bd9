@NullMarked
package io.gyre.publisher.adopt;

import org.jspecify.annotations.NullMarked;
