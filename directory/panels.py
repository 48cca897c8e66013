"""The sheet of a place in the admin, grouped as a person would fill it."""

from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, ObjectList, TabbedInterface

identity = ObjectList([FieldPanel("title"), FieldPanel("summary")], heading="Identité")

place_edit_handler = TabbedInterface([identity])
