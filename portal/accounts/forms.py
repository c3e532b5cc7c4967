"""What is typed at the door."""

from wtforms import BooleanField, HiddenField, PasswordField, StringField
from wtforms.validators import InputRequired, ValidationError

from portal.accounts.passwords import why_not_this_password
from portal.accounts.rules import LONGEST_PASSWORD
from portal.forms import AtMost, PortalForm, tidy


class SignInForm(PortalForm):
    name = StringField(
        "The name you sign in with",
        filters=[tidy],
        validators=[InputRequired("Type the name you sign in with."), AtMost(80)],
    )
    password = PasswordField("Password", validators=[InputRequired("Type your password."), AtMost(LONGEST_PASSWORD)])
    own_phone = BooleanField("Only I use this phone")
    next = HiddenField()


class PasswordForm(PortalForm):
    password = PasswordField("Choose a password", validators=[InputRequired("Choose a password.")])
    again = PasswordField("The same once more", validators=[InputRequired("Type it once more.")])

    def validate_password(self, field: PasswordField) -> None:
        if sentence := why_not_this_password(field.data or ""):
            raise ValidationError(sentence)

    def validate_again(self, field: PasswordField) -> None:
        if field.data != self.password.data:
            raise ValidationError("The two are not the same. Type it once more.")
