"""How blocks are shown outside a page."""

from django import template
from django.utils.safestring import SafeString
from wagtail.blocks import BoundBlock

from normandie.editorial.rendering import render_blocks, setting_alone

register = template.Library()


@register.simple_tag
def block_alone(bound_block: BoundBlock) -> SafeString:
    """Show one block as a page would, with what it names read for it alone."""
    return render_blocks([bound_block], setting_alone(bound_block.block, bound_block.value)).html
