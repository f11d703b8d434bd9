@NullMarked
package io.gyre.publisher.publish;

import org.jspecify.annotations.NullMarked;
